-- expect ok or denied; holes as wide as the integers make an object, not an array
return { data = { [1] = "a", [1 << 52] = "b", [-1] = "c", [0] = "d" } }
