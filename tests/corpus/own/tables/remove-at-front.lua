-- expect limit:instructions; every removal shifts the whole list
local t = { ("x"):rep(14000):byte(1, -1) }
while true do table.remove(t, 1) t[#t + 1] = 0 end
