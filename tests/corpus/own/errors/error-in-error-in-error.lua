-- expect denied or limit:instructions or ok; each handler fails with a table
local function handler(e) error(setmetatable({}, { __tostring = function() error(e) end })) end
local ok, message = xpcall(error, handler, "x")
return { data = { ok = ok, type = type(message) } }
