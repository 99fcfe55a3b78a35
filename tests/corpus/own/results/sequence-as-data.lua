-- expect denied; data is an object
return { data = { 1, 2, 3 } }
