-- expect limit:instructions; mutual tail recursion
local a, b
a = function() return b() end
b = function() return a() end
a()
