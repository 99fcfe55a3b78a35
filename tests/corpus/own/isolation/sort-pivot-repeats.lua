-- expect ok or limit:instructions; the pivot of a large sort is not drawn from a clock
local t = {}
for i = 1, 3000 do t[i] = i * 7919 % 3001 end
table.sort(t)
return { data = { first = t[1], last = t[3000] } }
