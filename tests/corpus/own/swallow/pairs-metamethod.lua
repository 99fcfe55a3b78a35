-- expect limit:instructions; __pairs hands out an iterator that loops
local t = setmetatable({}, { __pairs = function() return function() while true do end end end })
pcall(function() for _ in pairs(t) do end end)
return { allowed = true }
