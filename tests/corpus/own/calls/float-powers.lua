-- expect limit:instructions; pow and fmod of awkward floats
local x = 1.0000001
while true do local _ = (x ^ 1e7) % 1e-300 end
