-- expect limit:memory; met by the message handler of xpcall
xpcall(error, function() return ("x"):rep(1 << 26) end)
return { allowed = true }
