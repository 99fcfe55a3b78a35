-- expect denied; comments are not JSON
return { data = { v = helpers.json.decode("{/*x*/}") } }
