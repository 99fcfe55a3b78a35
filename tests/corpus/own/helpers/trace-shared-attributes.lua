-- expect limit:instructions or denied or ok; attributes that are a billion values when written out
local t = { 1 }
for i = 1, 14 do t = { t, t, t, t } end
while true do helpers.trace("s", { t = t }, function() end) end
