-- expect denied or limit:instructions; a body that is a billion values when written out
local t = { 1 }
for i = 1, 14 do t = { t, t, t, t } end
helpers.fetch("https://example.com/", { method = "POST", json = t })
