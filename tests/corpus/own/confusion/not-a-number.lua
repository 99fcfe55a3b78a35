-- expect denied; NaN is not JSON
return { data = { a = 0 / 0 } }
