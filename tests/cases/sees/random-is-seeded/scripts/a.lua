helpers.log(math.random(1000000), math.random(), helpers.uuid())
return { data = { differ = helpers.uuid() ~= helpers.uuid() } }
