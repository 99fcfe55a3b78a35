-- expect limit:memory; met by a closing variable
do local x <close> = setmetatable({}, { __close = function() pcall(string.rep, "x", 1 << 26) end }) end
return { allowed = true }
