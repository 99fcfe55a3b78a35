-- expect limit:instructions or denied; floats with seventeen digits
local t = {}
for i = 1, 1500 do t[i] = i / 3 end
while true do helpers.json.encode(t) end
