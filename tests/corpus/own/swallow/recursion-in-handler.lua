-- expect limit:instructions or denied or limit:memory; the stack overflows inside the handler of a stack overflow
local function f() return 1 + f() end
while true do xpcall(f, function() return f() end) end
