-- expect isolated; no library can be changed, and none was
local clean = true
for _, name in ipairs({ "string", "table", "math", "utf8", "coroutine" }) do
  local library = _G[name]
  clean = clean and library.PWN == nil and not pcall(function() library.PWN = true end)
  clean = clean and not pcall(setmetatable, library, {}) and getmetatable(library) == nil
end
return { clean = clean }
