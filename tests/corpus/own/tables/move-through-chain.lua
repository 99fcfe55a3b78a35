-- expect limit:instructions; each element is read through ninety tables
local source = {}
for i = 1, 90 do source = setmetatable({}, { __index = source }) end
table.move(source, 1, 1 << 40, 1, {})
