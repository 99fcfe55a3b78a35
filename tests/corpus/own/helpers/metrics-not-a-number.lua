-- expect denied or ok; a gauge that stands at NaN
helpers.metrics.gauge("g", 0 / 0)
return { data = { done = true } }
