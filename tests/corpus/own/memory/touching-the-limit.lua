-- expect limit:memory or limit:instructions; a large string fits only after a full collection
local live = {}
for i = 1, 5000 do live[i] = {} end
while true do local _ = ("x"):rep(1600000) end
