-- expect denied; something after the value
return { data = { v = helpers.json.decode("{} {}") } }
