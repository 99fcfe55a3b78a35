-- expect limit:instructions; a constructor takes thousands of values in one instruction
local t = { ("x"):rep(10000):byte(1, -1) }
while true do local u = { table.unpack(t) } end
