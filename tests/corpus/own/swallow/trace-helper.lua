-- expect limit:instructions; helpers.trace calls a function that loops
pcall(helpers.trace, "loop", function() while true do end end)
return { allowed = true }
