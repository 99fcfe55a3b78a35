-- expect limit:instructions or limit:memory or limit:time; s = s .. 'x' on a large string: megabytes copied per instruction
local s = string.rep("x", 1 << 20)
while true do s = s .. "y" end
