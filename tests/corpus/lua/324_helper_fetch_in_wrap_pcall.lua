-- expect ok or denied; helper inside wrap inside pcall
local ok, res = pcall(coroutine.wrap(function() return helpers.fetch("https://example.com/") end))
return { ok = ok, t = type(res) }
