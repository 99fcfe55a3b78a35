-- expect denied; half a surrogate pair is not text
return { data = { s = "\xed\xa0\x80" } }
