-- expect denied or limit:instructions or ok; handlers that fail in handlers end in one error
return { data = { ok = (xpcall(error, function() error("again") end)) } }
