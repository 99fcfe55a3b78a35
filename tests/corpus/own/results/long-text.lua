-- expect denied; a text longer than the result may be
return { data = { s = ("x"):rep(70000) } }
