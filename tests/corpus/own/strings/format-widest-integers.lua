-- expect limit:instructions; ninety-nine wide, a hundred of them per call
local f, one = ("%99d"):rep(100), {}
for i = 1, 100 do one[i] = i end
while true do f:format(table.unpack(one)) end
