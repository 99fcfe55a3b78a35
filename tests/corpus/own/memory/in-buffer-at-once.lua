-- expect limit:memory or limit:instructions; table.concat outgrows the limit
local s, t = ("x"):rep(1 << 18), {}
for i = 1, 64 do t[i] = s end
pcall(table.concat, t)
return { allowed = true }
