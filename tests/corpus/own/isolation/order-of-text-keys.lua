-- expect ok; nor does the order of texts change
local t, order = {}, {}
for i = 1, 60 do t["key" .. i * i] = i end
for i = 1, 60, 3 do t["key" .. i * i] = nil end
for key in pairs(t) do order[#order + 1] = key end
return { data = { order = table.concat(order, " ") } }
