-- expect denied or ok or limit:instructions; a closing variable that closes its own coroutine
local co
co = coroutine.create(function()
  local x <close> = setmetatable({}, { __close = function() coroutine.close(co) end })
  coroutine.yield()
end)
coroutine.resume(co)
assert(coroutine.close(co))
