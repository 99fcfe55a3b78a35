-- expect denied; assert with table message
assert(false, setmetatable({}, {__tostring = function() return {} end}))
