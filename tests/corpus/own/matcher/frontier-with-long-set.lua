-- expect limit:instructions; one step each, but every step reads a set of thousands of characters
local set = ("b"):rep(20000)
for i = 1, 20 do ("a"):rep(1000):find("%f[" .. set .. "]b") end
return { data = { n = #set } }
