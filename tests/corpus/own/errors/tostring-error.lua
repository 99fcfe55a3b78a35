-- expect denied; an error value whose __tostring fails
error(setmetatable({}, { __tostring = function() error("again") end }))
