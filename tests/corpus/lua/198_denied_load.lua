-- expect denied; load absent
return load("return 1")()
