-- expect denied; finaliser that re-arms itself for ever at lua_close
local mt = {}
mt.__gc = function(o) setmetatable({}, mt) end
setmetatable({}, mt)
return { ok = true }
