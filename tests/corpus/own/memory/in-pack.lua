-- expect limit:memory or limit:instructions; thousands of values into tables that stay
local keep = {}
pcall(function() while true do keep[#keep + 1] = table.pack(table.unpack({}, 1, 14000)) end end)
return { allowed = true }
