-- expect denied or limit:instructions; thousands of headers
local headers = {}
for i = 1, 3000 do headers["x-" .. i] = "v" end
while true do helpers.fetch("https://example.com/", { headers = headers }) end
