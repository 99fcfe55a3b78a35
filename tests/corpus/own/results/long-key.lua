-- expect denied; a key longer than the result may be
return { data = { [("k"):rep(70000)] = 1 } }
