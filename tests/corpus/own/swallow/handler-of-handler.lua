-- expect limit:instructions; a tower of handlers that each loop
local function nest(n) if n == 0 then while true do end end return xpcall(nest, function() return nest(n - 1) end, n - 1) end
nest(20)
return { allowed = true }
