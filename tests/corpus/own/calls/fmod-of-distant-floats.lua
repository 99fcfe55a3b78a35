-- expect limit:instructions; fmod takes one step per bit of the exponents' difference
while true do local _ = math.fmod(1.7e308, 3e-308) end
