-- expect limit:instructions or denied or limit:memory; KEY CASE: __len = huge makes table.insert shift for ever in C
local t = setmetatable({}, {__len = function() return math.maxinteger - 10 end})
table.insert(t, 1, "x")
