-- expect limit:instructions or limit:memory or denied; length and elements come from C functions
local t = setmetatable({}, { __len = function() return 1 << 40 end, __index = type })
return { data = { n = #table.concat(t) } }
