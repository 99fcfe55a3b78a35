-- expect denied or limit:instructions; thousands of requests in one call
local t = {}
for i = 1, 3000 do t[i] = { "https://example.com/" .. i } end
helpers.fetchAll(t)
