-- expect limit:instructions; every match walks a chain of metatables
local t = {}
for i = 1, 90 do t = setmetatable({}, { __index = t }) end
local s = ("a"):rep(20000)
for i = 1, 10 do s:gsub(".", t) end
return { data = { n = #s } }
