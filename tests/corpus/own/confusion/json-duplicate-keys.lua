-- expect ok or denied; the same name twice
return { data = { v = helpers.json.decode('{"a":1,"a":2}').a } }
