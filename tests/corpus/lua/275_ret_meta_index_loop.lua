-- expect ok or denied or limit:instructions; serialiser must not call __index
return { data = (function()
return setmetatable({ a = 1 }, { __index = function() while true do end end })
end)() }
