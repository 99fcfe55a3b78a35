-- expect limit:instructions; fourteen thousand values on the stack per call
local t = { ("x"):rep(14000):byte(1, -1) }
while true do local n = select("#", table.unpack(t)) end
