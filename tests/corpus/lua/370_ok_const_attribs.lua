-- expect ok; const and close attributes
local LIMIT <const> = 10
local s = 0
for i = 1, LIMIT do s = s + i end
assert(s == 55)
return { s = s }
