-- expect denied; error(nil)
error(nil)
