-- expect limit:memory or limit:instructions; what is small, many times
local keep = {}
while true do
  local n = #keep
  keep[n + 1] = coroutine.wrap(function() coroutine.yield(n) end)
  keep[n + 1]()
end
