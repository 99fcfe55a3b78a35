-- expect limit:instructions or limit:memory; wrapped, run and dropped
local f = function() end
while true do coroutine.wrap(f)() end
