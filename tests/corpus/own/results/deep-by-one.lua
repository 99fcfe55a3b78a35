-- expect denied; one level deeper than there may be
local t = {}
for i = 1, 17 do t = { t = t } end
return { data = t }
