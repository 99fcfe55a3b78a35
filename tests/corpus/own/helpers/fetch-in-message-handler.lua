-- expect ok or denied; and inside a message handler
local ok, message = xpcall(error, function() return helpers.fetch("https://example.com/") end)
return { data = { ok = ok, type = type(message) } }
