-- expect limit:instructions; the same from varargs
local function f(...) while true do local t = { ... } end end
f(("x"):rep(5000):byte(1, -1))
