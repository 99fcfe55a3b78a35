-- expect limit:instructions; thousands of arguments compared by one call
local t = { ("x"):rep(10000):byte(1, -1) }
while true do math.max(table.unpack(t)) end
