-- expect ok or denied; resuming the main thread object is refused
local main = coroutine.running()
local ok, e = coroutine.resume(main)
return { ok = ok }
