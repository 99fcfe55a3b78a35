-- expect limit:memory or limit:instructions; just below the limit every allocation collects everything
local live, n = {}, 0
local block = ("x"):rep(1000)
while n < 3300 do n = n + 1 live[n] = block .. n end
while true do local _ = block .. n n = n + 1 end
