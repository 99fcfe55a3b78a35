-- expect ok or limit:instructions; the same, reached through a metatable and pcall
local t = setmetatable({}, { __index = string })
local done, s = pcall(t.rep, "", 1 << 62)
return { data = { done = done } }
