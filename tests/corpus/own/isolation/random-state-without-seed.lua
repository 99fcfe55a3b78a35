-- expect isolated; seeding without a number does not draw from outside
local before = SEEDED
math.randomseed()
SEEDED = math.random(0)
return { clean = before == nil }
