-- expect limit:instructions; nothing runs after the limit but the return itself
return pcall(function() while true do end end)
