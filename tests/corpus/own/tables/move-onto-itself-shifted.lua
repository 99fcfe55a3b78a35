-- expect limit:instructions; moved by one place, for ever
local t = { ("x"):rep(10000):byte(1, -1) }
while true do table.move(t, 1, #t, 2) t[#t] = nil end
