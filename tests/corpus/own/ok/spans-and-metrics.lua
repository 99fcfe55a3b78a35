-- expect ok; work is traced, counted and logged
local score = helpers.trace("score", { model = "v2" }, function() return 42 end)
helpers.metrics.count("scored", 1, { model = "v2" })
helpers.metrics.gauge("score", score)
helpers.log("info", "scored", score, context.user)
return { data = { score = score } }
