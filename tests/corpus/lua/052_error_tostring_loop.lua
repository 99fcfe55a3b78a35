-- expect denied or limit:instructions; uncaught error object whose __tostring spins when the host renders it
error(setmetatable({}, {__tostring = function() while true do end end}))
