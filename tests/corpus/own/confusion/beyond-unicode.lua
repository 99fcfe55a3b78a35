-- expect denied; a character that does not exist
return { data = { s = utf8.char(0x110000) } }
