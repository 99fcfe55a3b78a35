-- expect ok; about 40,000 VM instructions: inside the 50,000 limit
local s = 0
for i = 1, 9000 do s = (s + i * i) % 1000003 end
return { s = s }
