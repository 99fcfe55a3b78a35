-- expect ok; recursion depth 150 with results
local function depth(n) if n == 0 then return 0 end return 1 + depth(n - 1) end
assert(depth(150) == 150)
local function tail(n, acc) if n == 0 then return acc end return tail(n - 1, acc + n) end
assert(tail(2000, 0) == 2001000)
return { d = depth(100) }
