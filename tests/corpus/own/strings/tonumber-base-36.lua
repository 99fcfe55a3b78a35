-- expect limit:instructions; the same in base 36
local s = ("z"):rep(300000)
for i = 1, 400 do tonumber(s, 36) end
return { data = { n = #s } }
