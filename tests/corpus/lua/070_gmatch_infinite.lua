-- expect limit:instructions or limit:memory; gmatch over a large subject for ever
local s = string.rep("a ", 5000)
while true do for w in s:gmatch("%a+") do end end
