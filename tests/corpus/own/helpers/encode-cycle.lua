-- expect denied; a table that holds itself
local t = {}
t[1] = t
return { data = { s = helpers.json.encode(t) } }
