-- expect limit:instructions; every operand of one instruction has to be printed
local x = 1 / 3
while true do local _ = x .. x .. x .. x .. x .. x .. x .. x .. x .. x .. x .. x .. x .. x .. x .. x .. x .. x .. x .. x end
