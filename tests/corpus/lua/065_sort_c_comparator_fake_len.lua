-- expect limit:instructions or denied or limit:memory; C comparator and __len: no Lua instruction runs inside sort
local t = setmetatable({}, {__len = function() return 2^31 - 2 end})
table.sort(t, rawequal)
