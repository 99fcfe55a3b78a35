-- expect limit:instructions; finding the end of a set is work, also where the set is never compared
local pattern = "x" .. ("[" .. ("b"):rep(30000) .. "]") .. "?y"
for i = 1, 200 do ("x"):find(pattern) end
return { data = { n = #pattern } }
