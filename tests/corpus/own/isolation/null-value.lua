-- expect isolated; the value that stands for null has no metatable and no identity to write on
local null = helpers.json.null
local m = getmetatable(null)
return { clean = not pcall(setmetatable, null, {}) and (m == nil or m == false) and not pcall(function() null.x = 1 end) }
