-- expect limit:instructions or denied or limit:memory; the length says two billion, the elements are not there
local t = setmetatable({}, { __len = function() return 2147483646 end, __index = rawlen and type })
table.sort(t)
