-- expect limit:memory or limit:instructions; a table that doubles
local t = {}
pcall(function() for i = 1, 1e9 do t[i] = i end end)
return { allowed = true }
