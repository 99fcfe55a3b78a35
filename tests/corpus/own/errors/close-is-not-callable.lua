-- expect denied; a value that cannot be closed
local x <close> = setmetatable({}, { __index = function() return 1 end })
