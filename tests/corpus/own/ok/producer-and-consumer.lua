-- expect ok; coroutines as generators, one feeding the other
local function numbers(n) return coroutine.wrap(function() for i = 1, n do coroutine.yield(i) end end) end
local function squares(source) return coroutine.wrap(function() for x in source do coroutine.yield(x * x) end end) end
local sum = 0
for x in squares(numbers(50)) do sum = sum + x end
return { data = { sum = sum } }
