-- expect ok or denied; helper inside __index
local t = setmetatable({}, { __index = function(_, k) return helpers.fetch("https://example.com/" .. k).status end })
return { s = t.x }
