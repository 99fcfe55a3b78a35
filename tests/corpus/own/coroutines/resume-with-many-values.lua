-- expect limit:instructions; ten thousand values into every resume
local t = {}
local co = coroutine.wrap(function() while true do coroutine.yield() end end)
while true do co(table.unpack(t, 1, 10000)) end
