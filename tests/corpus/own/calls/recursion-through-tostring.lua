-- expect denied or limit:instructions; __tostring that calls tostring
local t = setmetatable({}, { __tostring = tostring })
return tostring(t)
