-- expect denied; a level below zero
error("x", math.mininteger)
