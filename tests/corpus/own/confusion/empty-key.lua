-- expect ok; a name without letters
return { data = { [""] = 1, [" "] = 2 } }
