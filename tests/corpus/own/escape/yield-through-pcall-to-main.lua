-- expect denied; the main coroutine does not yield, however deep the call
pcall(pcall, function() return coroutine.wrap(function() return 1 end)() end)
local function deep(n) if n == 0 then return coroutine.yield() end return (deep(n - 1)) end
deep(20)
