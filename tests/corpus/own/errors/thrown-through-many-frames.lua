-- expect limit:instructions; an error unwinds a hundred and fifty levels of C
local function f(n) if n == 0 then error("x", 0) end return (("x"):gsub("x", function() return f(n - 1) end)) end
while true do pcall(f, 60) end
