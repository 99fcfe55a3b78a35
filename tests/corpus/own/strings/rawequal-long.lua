-- expect limit:instructions; the same through rawequal
local a, b = ("a"):rep(1 << 20), ("aa"):rep(1 << 19)
for i = 1, 60 do rawequal(a, b) end
return { data = { done = true } }
