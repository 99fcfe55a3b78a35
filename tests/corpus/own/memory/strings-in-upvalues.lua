-- expect limit:memory or limit:instructions; megabytes held by closures only
local f
while true do
  local g, s = f, ("x"):rep(100000)
  f = function() return g, s end
end
