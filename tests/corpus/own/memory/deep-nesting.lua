-- expect ok or limit:instructions or limit:memory; nested thousands deep, then dropped
local t = {}
for i = 1, 4000 do t = { t } end
t = nil
for i = 1, 100 do local _ = ("x"):rep(1000) .. i end
return { data = { done = true } }
