-- expect limit:instructions; nothing but white space
local s = (" "):rep(300000)
for i = 1, 400 do tonumber(s) end
return { data = { n = #s } }
