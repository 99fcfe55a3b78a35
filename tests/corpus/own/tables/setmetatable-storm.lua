-- expect limit:instructions; metatables put on and taken off
local t, m = {}, { __index = {} }
while true do setmetatable(t, m) setmetatable(t, nil) end
