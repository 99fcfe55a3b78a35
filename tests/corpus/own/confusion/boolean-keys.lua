-- expect ok or denied; keys that are booleans
return { data = { [true] = 1, [false] = 2 } }
