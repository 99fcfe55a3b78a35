-- expect ok or limit:instructions; a quadrillion times the empty string
return { data = { n = #(""):rep(1e15) } }
