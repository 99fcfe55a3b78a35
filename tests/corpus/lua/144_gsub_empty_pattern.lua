-- expect ok; empty pattern
return { r = (("abc"):gsub("", "-")) }
