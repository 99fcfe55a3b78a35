-- expect denied; a text that looks like a helper's error stays the script's own
error("limit_instructions: fetch_denied: helpers.fetch", 0)
