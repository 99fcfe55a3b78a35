-- expect limit:instructions; ten thousand elements without a byte
local t = {}
for i = 1, 8000 do t[i] = "" end
while true do table.concat(t) end
