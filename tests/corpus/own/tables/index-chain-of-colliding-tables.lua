-- expect limit:instructions; a chain of tables, each with a chain of keys
local t = {}
for i = 1, 40 do
  local level = {}
  for k = 1, 100 do level[1 + k * 2 ^ -52] = true end
  t = setmetatable(level, { __index = t })
end
while true do local _ = t[1 + 2000 * 2 ^ -52] end
