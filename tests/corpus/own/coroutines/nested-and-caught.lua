-- expect limit:instructions or limit:memory; the same under pcall, again and again
local function f() return coroutine.wrap(f)() end
while true do pcall(f) end
