-- expect denied; empty interval
return math.random(2, 1)
