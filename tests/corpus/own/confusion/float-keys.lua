-- expect ok or denied; keys that are floats
return { data = { [1.5] = "a", [2.0] = "b", [-0.0] = "c", [1e300] = "d" } }
