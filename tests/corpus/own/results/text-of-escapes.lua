-- expect denied; short in memory, six times as long as JSON
return { data = { s = ("\1"):rep(20000) } }
