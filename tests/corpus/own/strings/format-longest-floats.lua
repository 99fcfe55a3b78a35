-- expect limit:instructions; four hundred digits a number, thirty numbers a call
local f, huge = ("%99.99f"):rep(30), {}
for i = 1, 30 do huge[i] = -1e308 end
while true do f:format(table.unpack(huge)) end
