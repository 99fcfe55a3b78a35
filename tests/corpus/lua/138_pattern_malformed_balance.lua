-- expect denied; missing args to %b
return string.find("x", "%b")
