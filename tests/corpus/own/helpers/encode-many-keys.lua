-- expect limit:instructions or denied; keys are sorted before they are written
local t = {}
for i = 1, 1500 do t["key" .. i * 7919 % 1511] = i end
while true do helpers.json.encode(t) end
