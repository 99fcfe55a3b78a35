-- expect ok; results are read raw
return { data = setmetatable({ a = 1 }, { __pairs = function() while true do end end, __len = function() while true do end end }) }
