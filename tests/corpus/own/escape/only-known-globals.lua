-- expect isolated; and nothing else is
local n = 0
for name in pairs(_G) do n = n + 1 end
return { clean = n <= 28 }
