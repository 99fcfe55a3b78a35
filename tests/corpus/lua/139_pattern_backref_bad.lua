-- expect denied; invalid capture index
return string.find("x", "%9")
