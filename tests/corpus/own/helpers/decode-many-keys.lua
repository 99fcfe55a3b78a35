-- expect limit:instructions or limit:memory or denied; an object whose names are made up
local s = {}
for i = 1, 2000 do s[i] = '"k' .. i .. '":' .. i end
local text = "{" .. table.concat(s, ",") .. "}"
while true do helpers.json.decode(text) end
