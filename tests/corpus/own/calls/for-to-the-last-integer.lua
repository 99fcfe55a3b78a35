-- expect ok; the counter does not wrap around
local n = 0
for i = math.maxinteger - 2, math.maxinteger do n = n + 1 end
for i = math.mininteger, math.mininteger + 1 do n = n + 1 end
for i = math.maxinteger, 1 do n = n + 100 end
for i = 1, math.huge do n = n + 1 if i == 3 then break end end
return { data = { n = n } }
