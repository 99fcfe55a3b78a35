-- expect limit:instructions; assigning walks the chain as reading does
local t = {}
for i = 1, 2000 do t[1 + i * 2 ^ -52] = 0 end
while true do t[1 + 2 ^ -52] = 1 end
