-- expect ok or denied; options that are only there through a metatable
local options = setmetatable({}, { __index = function() return "POST" end })
local ok = pcall(helpers.fetch, "https://example.com/", options)
return { data = { ok = ok } }
