-- expect denied; an index before the first argument
return select(math.mininteger, 1, 2, 3)
