-- expect isolated; helpers and the tables in them cannot be changed
local clean = true
for _, t in ipairs({ helpers, helpers.json, helpers.base64, helpers.ip, helpers.metrics }) do
  clean = clean and t.PWN == nil and not pcall(function() t.PWN = true end) and not pcall(setmetatable, t, {})
  for name in pairs(t) do clean = clean and not pcall(function() t[name] = nil end) end
end
return { clean = clean }
