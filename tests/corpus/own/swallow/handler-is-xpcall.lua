-- expect ok or denied or limit:instructions; xpcall handling its own error
return { data = { ok = (xpcall(error, function(m) return xpcall(error, error, m) end, "x")) } }
