-- expect isolated or denied; functions taken out of a library, then put back changed
local dirty = table.concat({ "a", "b" }, ",") ~= "a,b"
local ok = pcall(table.move, { concat = function() return "pwned" end }, 1, 1, 1, table)
_G.table = { concat = function() return "pwned" end }
return { clean = not dirty }
