-- expect limit:instructions; %s calls __tostring, which formats again
local t = setmetatable({}, {})
getmetatable(t).__tostring = function() return ("%99.99f"):format(1e300) end
while true do ("%s%s%s%s%s%s%s%s"):format(t, t, t, t, t, t, t, t) end
