-- expect denied or limit:instructions or limit:memory; Lua stack growth until stack overflow, memory or instruction limit
local function f() return 1 + f() end
f()
