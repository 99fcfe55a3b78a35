-- expect limit:memory or limit:instructions; hundreds of tall stacks are marked at every collection
local function deep(n) if n > 0 then return 1 + deep(n - 1) end coroutine.yield() return 0 end
local all = {}
for i = 1, 60 do
  all[i] = coroutine.create(deep)
  coroutine.resume(all[i], 100)
end
while true do local _ = { {}, {}, {}, {} } end
