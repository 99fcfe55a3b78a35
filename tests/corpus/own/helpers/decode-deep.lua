-- expect denied or limit:instructions or ok; a hundred thousand opening brackets
return { data = { t = type(helpers.json.decode(("["):rep(100000) .. ("]"):rep(100000))) } }
