-- expect ok; evaluation order and swaps
local a, b, c = 1, 2
assert(a == 1 and b == 2 and c == nil)
a, b = b, a
assert(a == 2 and b == 1)
local t, i = {}, 1
i, t[i] = i + 1, 20
assert(t[1] == 20 and i == 2)
local x, y = (function() return 1, 2 end)()
local z = ((function() return 1, 2 end)())
assert(x == 1 and y == 2 and z == 1)
return { ok = true }
