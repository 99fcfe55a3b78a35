-- expect limit:instructions; every operator calls a function that reads two numbers from texts
local a, b = "1.2345678901234567e300", "0x1.23456789abcdp-300"
while true do local _ = a * b + a * b - a / b end
