-- expect denied; an error text is a text
return { allowed = false, error = setmetatable({}, { __tostring = function() return "x" end }) }
