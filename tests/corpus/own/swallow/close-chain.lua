-- expect limit:instructions; many closing variables, each of which loops
local function looping() return setmetatable({}, { __close = function() while true do end end }) end
local a <close>, b = looping(), 1
local c <close>, d = looping(), 2
local e <close> = looping()
while true do end
