-- expect denied; a float that no integer holds
return { data = { a = 2 ^ 63 | 0 } }
