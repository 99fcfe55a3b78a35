-- expect denied; precision larger than two digits
return string.format("%.1000f", 1)
