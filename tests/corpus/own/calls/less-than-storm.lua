-- expect limit:instructions; __lt is a function in C, below a sort
local m = { __lt = rawequal }
local t = {}
for i = 1, 100 do t[i] = setmetatable({}, m) end
while true do pcall(table.sort, t) end
