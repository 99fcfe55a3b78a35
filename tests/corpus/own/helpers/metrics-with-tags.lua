-- expect limit:instructions or limit:memory or denied; large tags for every metric
local tags = {}
for i = 1, 200 do tags["tag" .. i] = ("v"):rep(100) end
while true do helpers.metrics.gauge("g", 1, tags) end
