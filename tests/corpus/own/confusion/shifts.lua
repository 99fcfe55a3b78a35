-- expect ok; shifts by more than there are bits
return { data = { a = 1 << 64, b = 1 << 63 == math.mininteger, c = 1 >> -63 == math.mininteger, d = -1 >> 63, e = 1 << math.mininteger } }
