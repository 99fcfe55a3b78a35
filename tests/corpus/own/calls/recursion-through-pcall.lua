-- expect denied or limit:instructions or ok; pcall in pcall in pcall
local function f() return pcall(f) end
f()
