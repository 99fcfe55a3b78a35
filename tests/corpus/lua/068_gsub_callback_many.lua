-- expect limit:instructions or limit:memory; a million callbacks
local s = string.rep("a", 1000000)
return #(s:gsub(".", function(c) return c .. c end))
