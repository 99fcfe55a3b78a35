-- expect limit:instructions; the same in the hash part
local t = {}
for i = 1, 4096 do t[-i] = true end
for i = 1, 4096 do t[-i] = nil end
while true do next(t) end
