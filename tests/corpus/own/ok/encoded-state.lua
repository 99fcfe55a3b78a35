-- expect ok; state travels as JSON in base64 and comes back
local state = helpers.base64.encode(helpers.json.encode({ id = context.user.id, roles = context.user.roles, at = helpers.now() }))
local back = helpers.json.decode(helpers.base64.decode(state))
return { data = { same = back.id == context.user.id and back.roles[2] == "beta" } }
