-- expect limit:instructions; printing a float costs more than the instructions around it
local x = 2 ^ -1074
while true do local _ = tostring(x) end
