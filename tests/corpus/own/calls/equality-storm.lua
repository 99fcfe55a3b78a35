-- expect limit:instructions; __eq is a function in C
local m = { __eq = rawequal }
local a, b = setmetatable({}, m), setmetatable({}, m)
while true do local _ = a == b end
