-- expect limit:instructions or limit:memory; every coroutine grows a stack of its own
local function deep(n) if n > 0 then return 1 + deep(n - 1) end coroutine.yield() return 0 end
local all = {}
while true do
  local co = coroutine.create(deep)
  coroutine.resume(co, 150)
  all[#all + 1] = co
end
