-- expect denied or limit:instructions; a table that is its own __call
local t = {}
setmetatable(t, { __call = t })
while true do pcall(t) end
