-- expect denied or ok; the chain has a limit, and exceeding it is an error
local t = { x = 1 }
for i = 1, 3000 do t = setmetatable({}, { __index = t }) end
return { data = { x = t.x } }
