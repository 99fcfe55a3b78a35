-- expect ok or denied; a secret's value must be masked in logs, spans and results
helpers.log("key=" .. tostring(helpers.secret("API_KEY")))
return { ok = true }
