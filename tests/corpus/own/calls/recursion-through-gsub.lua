-- expect denied or limit:instructions; gsub in its own callback
local function f() return (("x"):gsub(".", f)) end
f()
