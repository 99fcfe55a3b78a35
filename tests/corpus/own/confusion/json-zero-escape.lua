-- expect ok; an escaped zero byte
return { data = { n = #helpers.json.decode('"\\u0000"') } }
