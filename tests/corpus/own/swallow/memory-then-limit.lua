-- expect limit:memory; once memory is spent, looping changes nothing
local x <close> = setmetatable({}, { __close = function() while true do end end })
return ("x"):rep(1 << 26)
