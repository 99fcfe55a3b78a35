-- expect limit:instructions; hundreds of thousands of digits
local s = ("1"):rep(300000)
for i = 1, 400 do tonumber(s) end
return { data = { n = #s } }
