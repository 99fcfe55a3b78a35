-- expect ok; pcall around a helper that fails
local ok, err = pcall(helpers.fetch, "http://plain.example.com/")
assert(not ok and type(err) == "string")
return { allowed = true, fallback = true }
