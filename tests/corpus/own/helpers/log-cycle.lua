-- expect ok or denied; a table that holds itself
local t = {}
t.t = t
helpers.log(t)
return { data = { done = true } }
