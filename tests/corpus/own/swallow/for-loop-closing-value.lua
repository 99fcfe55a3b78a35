-- expect limit:instructions; the closing value of a generic for
for _ in next, { 1 }, nil, setmetatable({}, { __close = function() while true do end end }) do end
return { allowed = true }
