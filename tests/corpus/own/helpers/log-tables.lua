-- expect limit:instructions or denied; tables are written as JSON
local t = {}
for i = 1, 1000 do t[i] = { a = i } end
while true do helpers.log(t) end
