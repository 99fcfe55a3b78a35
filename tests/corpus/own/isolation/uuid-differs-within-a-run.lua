-- expect isolated; identifiers of one run differ
local seen = {}
for i = 1, 20 do
  local id = helpers.uuid()
  if seen[id] or #id ~= 36 then return { clean = false } end
  seen[id] = true
end
return { clean = true }
