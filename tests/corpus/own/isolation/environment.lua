-- expect isolated; what _ENV was replaced with
local dirty = LEFT ~= nil
_ENV = setmetatable({ LEFT = true }, { __index = _G })
_G.LEFT = true
return { clean = not dirty }
