-- expect ok; division that overflows is not a trap
local least = math.mininteger
return { data = { d = least // -1 == least, m = least % -1, f = math.fmod(least, -1), a = math.abs(least) == least } }
