-- expect ok or denied; very negative positions are clipped to 1; no wrap-around read
return { v = (string.unpack("i4", "abcd", math.mininteger)) }
