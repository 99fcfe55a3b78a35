-- expect limit:instructions; the limit is met after the host has answered
pcall(helpers.fetch, "https://example.com/")
pcall(function() while true do end end)
helpers.fetch("https://example.com/")
return { allowed = true }
