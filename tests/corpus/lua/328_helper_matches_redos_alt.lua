-- expect ok or denied or limit:instructions or limit:time; (a|aa)+$
return { m = helpers.matches(string.rep("a", 60) .. "!", "^(a|aa)+$") }
