-- expect ok; _ENV as a local sandbox table
local function run() local _ENV = { y = 5 } x = y * 2 return x end
assert(run() == 10 and x == nil)
local _ENV = setmetatable({}, { __index = _ENV })
z = 1
assert(z == 1)
return { z = z }
