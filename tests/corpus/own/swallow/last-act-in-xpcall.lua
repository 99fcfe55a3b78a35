-- expect limit:instructions; the same with a handler
return xpcall(function() while true do end end, function() return { allowed = true } end)
