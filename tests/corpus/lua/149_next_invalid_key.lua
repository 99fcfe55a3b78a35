-- expect denied; invalid key to next
return next({}, "no such key")
