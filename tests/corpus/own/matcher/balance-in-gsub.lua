-- expect limit:instructions; the same within gsub, over several calls
local s = ("{"):rep(6000)
for i = 1, 8 do s:gsub("%b{}", "%0%0") end
return { data = { n = #s } }
