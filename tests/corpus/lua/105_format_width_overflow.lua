-- expect denied; width larger than two digits is refused
return string.format("%1000d", 1)
