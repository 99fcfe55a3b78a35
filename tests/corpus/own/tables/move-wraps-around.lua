-- expect denied; more elements than an integer counts
table.move({}, math.mininteger, math.maxinteger, 1)
