-- expect limit:instructions; a sort that compares long texts with one prefix
local t = {}
for i = 1, 60 do t[i] = ("p"):rep(40000) .. (i * 7919 % 61) end
for i = 1, 4 do table.sort(t, i % 2 == 0 and function(a, b) return a > b end or nil) end
return { data = { n = #t } }
