-- expect limit:instructions or limit:time or limit:memory; KEY CASE: next() scans all empty slots, O(n) per call in C
local t = {string.byte(("a"):rep(15000), 1, -1)}
for k = 1, #t do t[k] = nil end
while true do local k = next(t) end
