-- expect ok or limit:instructions; # searches a border in a table with holes, in logarithmic steps
local t = {}
for i = 1, 1024 do t[i] = i end
for i = 2, 1023 do t[i] = nil end
local n = 0
for i = 1, 2000 do n = n + #t end
return { data = { n = n > 0 } }
