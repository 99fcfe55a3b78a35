-- expect denied or limit:instructions or limit:memory or ok; 5.4.0-5.4.4: stack overflow with nesting of coroutine.close (fixed 5.4.5)
local co = nil
for i = 1, 1000 do
  local prev = co
  co = coroutine.create(function() local x <close> = setmetatable({}, { __close = function() assert(coroutine.close(prev or coroutine.create(function() end))) end }) coroutine.yield() end)
  coroutine.resume(co)
end
return coroutine.close(co) and { ok = true } or error("close failed")
