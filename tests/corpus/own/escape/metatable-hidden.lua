-- expect isolated; __metatable hides and protects
local t = setmetatable({}, { __metatable = "locked" })
return { clean = getmetatable(t) == "locked" and not pcall(setmetatable, t, {}) }
