-- expect ok; fetch, read the status and a field
local res = helpers.fetch("https://api.example.com/risk?ip=" .. context.request.ip, { method = "GET", headers = { accept = "application/json" } })
if res.status ~= 200 then return { allowed = true, note = "risk API down" } end
local risk = tonumber(res.body:match('"risk"%s*:%s*(%d+)')) or 0
return { allowed = risk < 80, risk = risk }
