-- expect denied; invalid use of % in replacement
return (("x"):gsub("x", "%2"))
