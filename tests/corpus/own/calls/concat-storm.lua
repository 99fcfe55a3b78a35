-- expect limit:instructions; __concat takes two hundred operands one after another
local a = setmetatable({}, { __concat = function(_, b) return b end })
while true do local _ = a .. a .. a .. a .. a .. a .. a .. a .. a .. a .. a .. a .. a .. a .. a .. a .. a .. a .. a .. a end
