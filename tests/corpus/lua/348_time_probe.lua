-- expect ok or denied; timing source for side channels: now() should be coarse or frozen during a run
local a = helpers.now()
for i = 1, 5000 do end
return { d = helpers.now() - a }
