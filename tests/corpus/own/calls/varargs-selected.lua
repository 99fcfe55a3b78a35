-- expect limit:instructions; select from the end moves them all
local function f(...) for i = 1, 1e9 do local x = select(-1, ...) end end
f(("x"):rep(5000):byte(1, -1))
