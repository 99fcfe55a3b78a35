-- expect denied or limit:instructions; deeper than it may be
local t = {}
for i = 1, 5000 do t = { t } end
return { data = { n = #helpers.json.encode(t) } }
