-- expect denied; an error value whose __tostring gives a table
error(setmetatable({}, { __tostring = function() return {} end, __name = ("n"):rep(100000) }))
