-- expect ok; a coroutine cannot resume itself
local co
co = coroutine.create(function() return coroutine.resume(co) end)
local ok, r, e = coroutine.resume(co)
return { ok = ok, r = r, e = e }
