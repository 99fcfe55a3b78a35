-- expect limit:instructions; a coroutine that fails at once, for ever
local f = function() error("x") end
while true do coroutine.resume(coroutine.create(f)) end
