-- expect isolated or denied; metatable on the global table
local mt = getmetatable(_G or _ENV)
local dirty = type(mt) == "table" and mt.PWN == true
pcall(setmetatable, _G or _ENV, { PWN = true, __index = function() return "pwned" end })
return { clean = not dirty }
