-- expect denied; nor by way of a metatable
return setmetatable({}, { __index = string }).dump(print)
