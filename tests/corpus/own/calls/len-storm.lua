-- expect limit:instructions; __len is a function in C
local t = setmetatable({}, { __len = rawlen })
while true do local _ = #t end
