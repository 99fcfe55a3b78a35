-- expect ok or denied; a key that is infinite
return { data = { [math.huge] = 1 } }
