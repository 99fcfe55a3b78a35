-- expect limit:instructions; the search runs inside sort, in C inside C
local s = ("a"):rep(3000)
local t = {}
for i = 1, 64 do t[i] = i end
table.sort(t, function(a, b) s:find(".-.-!") return a < b end)
return { data = { n = #t } }
