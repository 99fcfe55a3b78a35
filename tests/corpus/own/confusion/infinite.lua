-- expect denied; nor is infinity
return { data = { a = -math.huge } }
