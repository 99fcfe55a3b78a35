-- expect denied; invalid UTF-8 in the error message
error("\xff\xfe\0bad\x80", 0)
