-- expect limit:instructions; an order that is bad for quicksort
local t = {}
for i = 1, 4000 do t[i] = i <= 2000 and i or 4001 - i end
for i = 1, 60 do
  table.sort(t, i % 2 == 0 and math.ult or nil)
  for k = 1, 10 do t[k], t[4000 - k] = t[4000 - k], t[k] end
end
return { data = { n = #t } }
