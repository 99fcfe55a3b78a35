-- expect denied or ok; null is not an object either
return { data = helpers.json.null }
