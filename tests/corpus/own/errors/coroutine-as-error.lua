-- expect denied; a coroutine as error value
error(coroutine.create(function() end))
