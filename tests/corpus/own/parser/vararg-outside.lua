-- expect denied; no varargs in this function
local function f() return ... end
return f()
