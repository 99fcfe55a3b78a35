-- expect limit:instructions; next walks over slots that were emptied
local t = { ("x"):rep(14000):byte(1, -1) }
for i = #t, 1, -1 do t[i] = nil end
while true do next(t) end
