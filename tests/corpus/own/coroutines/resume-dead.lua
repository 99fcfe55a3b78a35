-- expect limit:instructions; resuming what has ended makes an error text each time
local co = coroutine.create(function() end)
while true do coroutine.resume(co) end
