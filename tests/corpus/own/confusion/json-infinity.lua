-- expect denied; larger than any number
return { data = { v = helpers.json.decode("1e999") } }
