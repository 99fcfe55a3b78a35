-- expect ok; members that are only there through a metatable do not count
return setmetatable({}, { __index = { allowed = false, error = "no" } })
