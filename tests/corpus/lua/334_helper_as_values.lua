-- expect ok; helpers passed as first-class functions
local f = helpers.hash
local ok, v = pcall(f, "x")
return { ok = ok, n = #v > 0 }
