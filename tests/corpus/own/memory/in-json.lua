-- expect limit:memory or limit:instructions or denied; a decoded text is larger than its text
local s = "[" .. ("{},"):rep(100000) .. "{}]"
pcall(helpers.json.decode, s)
return { allowed = true }
