-- expect limit:instructions; ten thousand floats printed by one call
local t = {}
for i = 1, 6000 do t[i] = i + 0.1 end
while true do table.concat(t) end
