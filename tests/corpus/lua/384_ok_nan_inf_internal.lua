-- expect ok; NaN and infinity inside the script
local nan = 0 / 0
assert(nan ~= nan and 1 / 0 == math.huge and -1 / 0 == -math.huge and not (nan < 1) and not pcall(function() local t = {} t[nan] = 1 end))
return { ok = true }
