-- expect ok; math library
assert(math.floor(3.7) == 3 and math.ceil(3.2) == 4 and math.floor(-3.5) == -4 and math.max(1, 5, 3) == 5 and math.min(2, 0) == 0)
assert(math.abs(-5) == 5 and math.sqrt(16) == 4.0 and math.fmod(7, 3) == 1 and math.huge > 1e308 and -math.huge < 0)
assert(math.abs(math.sin(math.pi)) < 1e-15 and math.exp(0) == 1.0 and math.log(8, 2) == 3.0 and math.log(100, 10) == 2.0)
local i, f = math.modf(3.75) assert(i == 3.0 and f == 0.75)
for _ = 1, 100 do local r = math.random(10) assert(r >= 1 and r <= 10) local q = math.random() assert(q >= 0 and q < 1) end
return { pi = math.pi }
