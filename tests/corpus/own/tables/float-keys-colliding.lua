-- expect limit:instructions; floats that differ in their last bits only have one hash
local t = {}
for i = 1, 3000 do t[1 + i * 2 ^ -52] = true end
while true do local _ = t[1.5] or t[1 + 2 ^ -52] end
