-- expect ok; decoded from JSON and written back
return { data = helpers.json.decode('{"__proto__":{"polluted":true},"toJSON":1}') }
