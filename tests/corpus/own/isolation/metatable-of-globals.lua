-- expect isolated; a trap on all absent globals
local dirty = ABSENT ~= nil
setmetatable(_G, { __index = function(_, name) return "trap " .. name end, __newindex = function() error("trap") end })
return { clean = not dirty }
