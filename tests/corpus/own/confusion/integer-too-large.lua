-- expect denied; one more is not exact
return { data = { a = (1 << 53) + 1 } }
