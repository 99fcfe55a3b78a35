-- expect ok; the whole coroutine library
local co = coroutine.create(function(a, b) local c = coroutine.yield(a + b) local d, e = coroutine.yield(c * 2) return d + e end)
local _, x = coroutine.resume(co, 1, 2)
local _, y = coroutine.resume(co, 10)
local _, z = coroutine.resume(co, 3, 4)
assert(x == 3 and y == 20 and z == 7 and coroutine.status(co) == "dead")
local main, ismain = coroutine.running()
assert(type(main) == "thread")
assert(coroutine.isyieldable() == false or coroutine.isyieldable() == true)
local c2 = coroutine.create(function() coroutine.yield() end)
coroutine.resume(c2)
assert(coroutine.close(c2) == true and coroutine.status(c2) == "dead")
return { x = x, y = y, z = z }
