-- expect ok; the largest integers that are exact everywhere
return { data = { a = 1 << 53, b = -(1 << 53), c = 2 ^ 53, d = 2 ^ 52 + 0.0, e = 1e15 } }
