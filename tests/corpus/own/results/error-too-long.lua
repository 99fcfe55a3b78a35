-- expect denied; one byte more than an error text may have
return { allowed = false, error = ("x"):rep(1025) }
