-- expect denied; a level beyond the stack
error("x", math.maxinteger)
