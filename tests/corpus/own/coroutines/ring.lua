-- expect ok or denied; coroutines that resume each other are refused, not entered twice
local a, b
a = coroutine.create(function() return coroutine.resume(b) end)
b = coroutine.create(function() return coroutine.resume(a) end)
local ok, inner, again, message = coroutine.resume(a)
return { data = { ok = ok, inner = inner, again = again, message = message } }
