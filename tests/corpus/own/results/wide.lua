-- expect denied; one node more than there may be
local t = {}
for i = 1, 5001 do t[i] = i end
return { data = { t = t } }
