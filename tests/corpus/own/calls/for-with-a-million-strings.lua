-- expect limit:instructions; ipairs through __index that is C
for _ in ipairs(setmetatable({}, { __index = rawequal and type })) do end
