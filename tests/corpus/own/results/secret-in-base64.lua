-- expect denied; nor encoded
return { data = { key = helpers.base64.encode(helpers.secret("API_KEY")) } }
