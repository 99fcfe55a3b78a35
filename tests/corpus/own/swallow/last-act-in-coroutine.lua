-- expect limit:instructions; the same in a coroutine
return coroutine.resume(coroutine.create(function() while true do end end))
