-- expect limit:memory or limit:instructions; met by a library buffer that grows
local s = ("x"):rep(1 << 19)
pcall(string.gsub, s, ".", "%0%0%0%0%0%0%0%0%0%0%0%0%0%0%0%0%0%0%0%0%0%0%0%0")
return { allowed = true }
