-- expect ok; extremes
return { a = tostring(2^53), b = tostring(-0.0), c = tostring(math.mininteger), d = tostring(5e-324) }
