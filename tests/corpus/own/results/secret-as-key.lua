-- expect denied; nor as a key
return { data = { [helpers.secret("API_KEY")] = true } }
