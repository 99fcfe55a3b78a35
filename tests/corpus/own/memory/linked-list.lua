-- expect limit:memory or limit:instructions; a list that the collector must not walk by recursion
local list
while true do list = { next = list } end
