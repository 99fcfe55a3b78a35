-- expect denied or ok; a table marked as an array with one far index
local t = helpers.json.array({})
t[1 << 40] = 1
return { data = { t = t } }
