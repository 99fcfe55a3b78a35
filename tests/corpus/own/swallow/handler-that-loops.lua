-- expect limit:instructions; the message handler goes on where the function stopped
xpcall(error, function() while true do end end)
return { allowed = true }
