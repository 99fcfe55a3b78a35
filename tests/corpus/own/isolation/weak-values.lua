-- expect isolated; when garbage is collected cannot be seen through weak values
local weak = setmetatable({ {} }, { __mode = "v" })
for i = 1, 300 do local _ = ("x"):rep(10000) .. i end
return { clean = weak[1] ~= nil }
