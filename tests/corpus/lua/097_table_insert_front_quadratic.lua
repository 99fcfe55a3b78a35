-- expect limit:instructions or limit:time or limit:memory; O(n) shift in C per instruction
local t = {string.byte(string.rep("a", 10000), 1, -1)}
while true do table.insert(t, 1, 0) end
