-- expect isolated or denied; string.upper replaced by a trojan
local dirty = ("x"):upper() ~= "X"
string.upper = function() return "pwned" end
return { clean = not dirty }
