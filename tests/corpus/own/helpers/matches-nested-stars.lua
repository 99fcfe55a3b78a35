-- expect ok or limit:instructions or denied; what a backtracking engine takes for ever
return { data = { m = helpers.matches(("a"):rep(5000) .. "!", "^((a*)*)*$") } }
