-- expect ok or denied or limit:instructions; and inside a message handler, where each refusal is handled again
local ok, message = xpcall(error, function() return helpers.fetch("https://example.com/") end)
return { data = { ok = ok, type = type(message) } }
