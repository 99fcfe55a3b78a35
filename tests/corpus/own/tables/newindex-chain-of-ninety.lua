-- expect limit:instructions; ninety tables for one assignment
local last = {}
local t = last
for i = 1, 90 do t = setmetatable({}, { __newindex = t }) end
while true do t.x = 1 last.x = nil end
