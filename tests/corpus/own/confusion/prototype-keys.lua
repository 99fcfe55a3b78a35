-- expect ok; names that mean something to JavaScript, nested
return { data = { a = { ["__proto__"] = { x = 1 }, ["constructor"] = 1, ["toString"] = false, ["hasOwnProperty"] = "no" } } }
