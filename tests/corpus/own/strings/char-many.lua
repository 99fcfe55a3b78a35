-- expect limit:instructions; fourteen thousand arguments of one call
local t = { ("x"):rep(14000):byte(1, -1) }
while true do string.char(table.unpack(t)) end
