-- expect ok; minus zero, as float and as integer
return { data = { a = -0.0, b = 0 * -1, c = 0.0 } }
