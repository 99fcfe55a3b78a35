-- expect limit:instructions or ok or limit:memory or limit:time; many same-bucket integer keys (power-of-two strides)
local t = {}
for i = 1, 8000 do t[i * 4294967296] = i end
local n = 0
while true do n = n + t[4294967296] end
