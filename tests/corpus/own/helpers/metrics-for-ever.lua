-- expect limit:instructions or denied; metrics are kept until the run ends
while true do helpers.metrics.count("hits") end
