-- expect denied; a secret's value does not leave by the result
return { data = { key = helpers.secret("API_KEY") } }
