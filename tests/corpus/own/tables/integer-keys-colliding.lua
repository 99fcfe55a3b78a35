-- expect limit:instructions; multiples of the number of slots less one share a slot
local t = {}
for i = 1, 2048 do t[i * 2047] = true end
while true do local _ = t[2047] end
