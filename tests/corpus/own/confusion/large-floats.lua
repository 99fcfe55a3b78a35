-- expect ok; floats keep their digits
return { data = { a = 1e308, b = 5e-324, c = 0.1, d = 1 / 3, e = 123456789.125, f = 1e21, g = 1e-7 } }
