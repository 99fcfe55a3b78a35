-- expect denied; nor is NaN a key
local t = {}
t[0 / 0] = 1
