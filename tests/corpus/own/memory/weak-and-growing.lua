-- expect limit:memory or limit:instructions; a weak table is a table like others
local t, n = setmetatable({}, { __mode = "kv" }), 0
while true do n = n + 1 t[n] = { n } end
