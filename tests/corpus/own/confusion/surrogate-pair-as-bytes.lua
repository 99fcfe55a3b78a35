-- expect denied; nor are both halves
return { data = { s = "\xed\xa0\xbd\xed\xb8\x80" } }
