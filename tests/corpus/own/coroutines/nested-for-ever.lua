-- expect denied or limit:instructions or limit:memory; a coroutine in a coroutine until C levels run out
local function f() return coroutine.wrap(f)() end
f()
