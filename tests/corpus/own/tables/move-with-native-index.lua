-- expect limit:instructions; elements read by a function that is C
local source = setmetatable({}, { __index = rawequal })
while true do table.move(source, 1, 5000, 1, {}) end
