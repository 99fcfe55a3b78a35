-- expect denied; cannot close a running coroutine
return coroutine.close(coroutine.running())
