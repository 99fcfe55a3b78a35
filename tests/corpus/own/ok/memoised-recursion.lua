-- expect ok; a recursive function with a table of results
local memo = {}
local function fib(n) if n < 2 then return n end if not memo[n] then memo[n] = fib(n - 1) + fib(n - 2) end return memo[n] end
return { data = { n = fib(78) } }
