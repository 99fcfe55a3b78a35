-- expect limit:instructions; the operator too
local a, b = 1.7e308, 5e-324
while true do local _ = a % b end
