-- expect limit:instructions; the same with integers
local x = math.mininteger
while true do local _ = x .. x .. x .. x .. x .. x .. x .. x .. x .. x .. x .. x .. x .. x .. x .. x .. x .. x .. x .. x end
