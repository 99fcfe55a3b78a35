-- expect denied; a secret's value does not leave by an error text
error("key " .. helpers.secret("API_KEY"), 0)
