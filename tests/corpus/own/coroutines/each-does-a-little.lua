-- expect limit:instructions; the meter is one for all coroutines
for i = 1, 1e9 do coroutine.wrap(function() for k = 1, 50 do end end)() end
