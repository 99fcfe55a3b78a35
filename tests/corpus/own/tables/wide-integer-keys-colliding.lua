-- expect limit:instructions; the same with keys above 32 bits
local t = {}
for i = 1, 2048 do t[i * 2047 << 32] = true end
local n = 0
while true do n = n + (t[2047 << 40] and 1 or 0) end
