-- expect limit:instructions or denied or limit:memory; the same for table.remove
local t = setmetatable({}, {__len = function() return math.maxinteger - 10 end})
table.remove(t, 1)
