-- expect isolated; the clock stands still between answers of the host
local a = helpers.now()
for i = 1, 3000 do local _ = i * i end
return { clean = helpers.now() == a }
