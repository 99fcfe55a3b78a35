-- expect isolated; nor through weak keys
local weak = setmetatable({ [{}] = true }, { __mode = "k" })
for i = 1, 300 do local _ = ("x"):rep(10000) .. i end
return { clean = next(weak) ~= nil }
