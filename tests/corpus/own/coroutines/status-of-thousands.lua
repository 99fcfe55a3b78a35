-- expect limit:instructions or limit:memory; thousands that wait, looked at in turn
local all = {}
for i = 1, 500 do
  all[i] = coroutine.create(function() coroutine.yield() end)
  coroutine.resume(all[i])
end
while true do for i = 1, #all do coroutine.status(all[i]) end end
