-- expect denied; an overlong zero
return { data = { s = "\xc0\x80" } }
