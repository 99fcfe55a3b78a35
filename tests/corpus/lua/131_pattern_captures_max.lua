-- expect denied; too many captures
return string.find("aaaa", ("()"):rep(33))
