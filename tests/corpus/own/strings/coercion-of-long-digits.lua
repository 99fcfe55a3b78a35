-- expect limit:instructions; arithmetic on a long text converts it, without a call
local s = ("7"):rep(300000)
local n = 0
for i = 1, 400 do n = s * 1 end
return { data = { n = n > 0 } }
