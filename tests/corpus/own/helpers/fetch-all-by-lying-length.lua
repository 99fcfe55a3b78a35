-- expect ok or denied or limit:instructions; a list whose length and elements are made up
helpers.fetchAll(setmetatable({}, { __len = function() return 1 << 40 end, __index = function() return { "https://a.example.com/" } end }))
