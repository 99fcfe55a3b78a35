-- expect denied; coroutines are not data
return { data = { co = coroutine.create(function() end) } }
