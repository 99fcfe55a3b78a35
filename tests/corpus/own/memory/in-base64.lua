-- expect limit:memory or limit:instructions; a helper's answer does not fit
local s = ("x"):rep(3 << 20)
pcall(helpers.base64.encode, s)
return { allowed = true }
