-- expect limit:instructions; a protected call on every level of a recursion
local function f(n) if n > 0 then pcall(f, n - 1) end while true do end end
pcall(f, 150)
return { allowed = true }
