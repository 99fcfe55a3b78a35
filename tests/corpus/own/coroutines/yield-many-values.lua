-- expect limit:instructions; ten thousand values through every yield
local t = {}
local co = coroutine.wrap(function() while true do coroutine.yield(table.unpack(t, 1, 10000)) end end)
while true do co() end
