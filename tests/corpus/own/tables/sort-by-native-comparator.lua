-- expect limit:instructions; no instruction runs while thousands of numbers are compared
local t = {}
for i = 1, 4000 do t[i] = i * 7919 % 4001 end
while true do table.sort(t, math.ult) t[1], t[4000] = t[4000], t[1] end
