-- expect limit:memory; met inside a coroutine that is dropped
coroutine.resume(coroutine.create(function() return ("x"):rep(1 << 26) end))
return { allowed = true }
