-- expect ok; what does not backtrack stays cheap
local n = 0
for i = 1, 500 do if ("user" .. i .. "@example.com"):match("^[%w._]+@[%w.]+%.(%a+)$") == "com" then n = n + 1 end end
return { data = { n = n } }
