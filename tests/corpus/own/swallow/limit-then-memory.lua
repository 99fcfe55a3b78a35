-- expect limit:instructions; once the meter is spent, asking for memory changes nothing
local x <close> = setmetatable({}, { __close = function() return ("x"):rep(1 << 26) end })
while true do end
