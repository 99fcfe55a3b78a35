-- expect limit:instructions; every access goes through a chain of metatables
local store = { ("x"):rep(2000):byte(1, -1) }
local proxy = store
for i = 1, 50 do proxy = setmetatable({}, { __index = proxy, __newindex = proxy, __len = function() return 2000 end }) end
while true do table.sort(proxy) end
