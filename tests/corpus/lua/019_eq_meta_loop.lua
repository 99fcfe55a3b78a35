-- expect limit:instructions; __eq never ends
local m = {__eq = function() while true do end end}
return setmetatable({}, m) == setmetatable({}, m)
