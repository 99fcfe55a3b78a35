-- expect denied or ok; an escape of half a pair
return { data = { s = helpers.json.decode('"\\ud800"') } }
