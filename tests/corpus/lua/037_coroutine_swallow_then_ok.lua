-- expect limit:instructions; must not end as success
coroutine.resume(coroutine.create(function() while true do end end))
return { allowed = true }
