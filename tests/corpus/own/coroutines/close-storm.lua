-- expect limit:instructions or limit:memory; created and closed before they ran
local f = function() end
while true do coroutine.close(coroutine.create(f)) end
