-- expect denied or limit:instructions; a pattern that is longer than any subject
return string.find("x", ("x?"):rep(1 << 19))
