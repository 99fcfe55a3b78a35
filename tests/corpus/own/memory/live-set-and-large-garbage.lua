-- expect limit:instructions or limit:memory; large garbage starts a collection of many small tables each time
local live = {}
for i = 1, 4000 do live[i] = { i } end
while true do local _ = ("x"):rep(500000) end
