-- expect limit:instructions or limit:memory; the stack overflows again and again, under pcall
local function f(n) return 1 + f(n + 1) end
while true do pcall(f, 0) end
