-- expect limit:instructions; a pattern with zero bytes is scanned for special characters
local pattern = ("a\0"):rep(1 << 19)
for i = 1, 80 do ("x"):find(pattern) end
return { data = { n = #pattern } }
