-- expect denied; far from exact
return { data = { a = math.mininteger } }
