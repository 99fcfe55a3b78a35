-- expect limit:instructions; __unm loops
return -setmetatable({}, {__unm = function() while true do end end})
