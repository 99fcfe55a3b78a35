-- expect ok or denied; 5.4.x: wrong code for indices with comparisons (fixed 5.4.8)
local t = { [true] = "t", [false] = "f" }
local a, b = 1, 2
return { a = t[a < b], b = t[not (a < b)], c = ({ [false] = "x", [true] = "y" })[a == b] }
