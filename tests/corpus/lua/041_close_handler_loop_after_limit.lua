-- expect limit:instructions; __close spins while the limit error unwinds
local x <close> = setmetatable({}, {__close = function() while true do end end})
while true do end
