-- expect limit:instructions; ninety lookups for one instruction, for ever
local t = {}
for i = 1, 90 do t = setmetatable({}, { __index = t }) end
while true do local _ = t.absent end
