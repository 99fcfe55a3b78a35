-- expect denied or limit:memory; an operator error that quotes a long name
local t = setmetatable({}, { __name = ("N"):rep(200000) })
return t + 1
