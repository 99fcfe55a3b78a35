-- expect denied or limit:instructions or ok or limit:memory; a body of three megabytes
local r = helpers.fetch("https://example.com/", { method = "POST", body = ("x"):rep(3 << 20) })
return { data = { status = r.status } }
