-- expect denied or ok; a table marked as an array that has fields
local t = helpers.json.array({})
t.x = 1
return { data = { t = t } }
