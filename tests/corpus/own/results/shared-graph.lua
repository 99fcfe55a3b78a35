-- expect denied or limit:instructions; two to the twentieth values when written out
local t = { leaf = 1 }
for i = 1, 14 do t = { a = t, b = t, c = t } end
return { data = t }
