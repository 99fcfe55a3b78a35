-- expect limit:instructions; two coroutines that each protect the other
local a, b
a = coroutine.wrap(function() while true do pcall(function() coroutine.yield() while true do end end) end end)
b = coroutine.wrap(function() while true do pcall(a) pcall(function() while true do end end) coroutine.yield() end end)
while true do pcall(b) end
