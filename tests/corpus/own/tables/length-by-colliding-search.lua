-- expect limit:instructions; # looks for keys in a chain of two thousand others
local t = {}
for i = 0, 2047 do t[1 + i * 2047] = true end
for i = 0, 30 do t[1 << i] = true end
while true do local _ = #t end
