-- expect isolated; the generator starts from the run's own seed
local first = math.random(0)
math.randomseed(42, 42)
local x1, x2 = math.random(0), math.random(0)
math.randomseed(42, 42)
math.random(0)
return { clean = first ~= x2 and first ~= x1 }
