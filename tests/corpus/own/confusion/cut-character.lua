-- expect denied; the first byte of a character only
return { data = { s = ("é"):sub(1, 1) } }
