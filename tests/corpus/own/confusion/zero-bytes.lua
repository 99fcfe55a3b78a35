-- expect ok; zero bytes in keys and values
return { data = { ["a\0b"] = "c\0d", ["a"] = "\0" } }
