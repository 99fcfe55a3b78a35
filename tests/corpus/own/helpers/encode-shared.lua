-- expect denied or limit:instructions; a small graph that is a billion values when written out
local t = { 1, 2 }
for i = 1, 14 do t = { t, t, t, t } end
return { data = { n = #helpers.json.encode(t) } }
