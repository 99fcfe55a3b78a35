-- expect denied or limit:instructions; __tostring that formats itself is a stack overflow
local t = setmetatable({}, { __tostring = function(self) return ("%s"):format(self) end })
return ("%s"):format(t)
