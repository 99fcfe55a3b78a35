-- expect ok or denied; the whole context, twice
return { data = { one = context, two = context } }
