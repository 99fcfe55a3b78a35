-- expect ok; await gives back what it is given
return { data = { n = await(3), s = await("x"), f = await(helpers.fetch("https://example.com/")).status } }
