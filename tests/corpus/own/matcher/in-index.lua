-- expect limit:instructions; the search runs inside a metamethod inside a coroutine
local s = ("a"):rep(3000)
local t = setmetatable({}, { __index = function() return s:match(".-.-(!)") end })
local co = coroutine.wrap(function() while true do coroutine.yield(t.x) end end)
while true do co() end
