-- expect limit:instructions or denied; thousands of values written again and again
local t = {}
for i = 1, 2000 do t[i] = i end
while true do helpers.json.encode(t) end
