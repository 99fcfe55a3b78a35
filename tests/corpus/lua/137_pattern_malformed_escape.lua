-- expect denied; ends with %
return string.find("x", "%")
