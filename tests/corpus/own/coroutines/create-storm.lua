-- expect limit:instructions or limit:memory; a coroutine for three instructions
local f = function() end
while true do coroutine.create(f) end
