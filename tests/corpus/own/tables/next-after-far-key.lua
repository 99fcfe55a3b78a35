-- expect limit:instructions; next has to find the key it is given, in a long chain
local t = {}
for i = 1, 3000 do t[1 + i * 2 ^ -52] = i end
while true do next(t, 1 + 2 ^ -52) end
