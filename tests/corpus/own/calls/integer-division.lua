-- expect limit:instructions; the slowest arithmetic instructions
local a, b = math.mininteger, -1
while true do local _ = a // b + a % b + (a // 3) % 7 end
