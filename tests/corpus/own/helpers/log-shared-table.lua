-- expect limit:instructions or ok or denied; a billion values when written out
local t = { 1 }
for i = 1, 14 do t = { t, t, t, t } end
for i = 1, 50 do helpers.log(t) end
while true do print(t) end
