-- expect isolated; a global must not survive
local before = COUNTER
COUNTER = (COUNTER or 0) + 1
return { clean = before == nil }
