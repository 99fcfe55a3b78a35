-- expect ok or limit:instructions or limit:memory; weak keys that keep each other alive, a quadratic collection
local tables, key = {}, {}
for i = 1, 900 do
  local following = {}
  tables[i] = setmetatable({ [key] = following }, { __mode = "k" })
  key = following
end
for i = 1, 300 do local _ = ("x"):rep(4000) .. i end
return { data = { n = #tables } }
