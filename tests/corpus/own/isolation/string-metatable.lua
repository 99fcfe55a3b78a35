-- expect isolated; the metatable of texts is the same for everybody
local m = getmetatable("")
local changed = pcall(function() m.__index = function() return "pwned" end end)
return { clean = m == false and not changed and ("x"):upper() == "X" and (""):len() == 0 }
