-- expect limit:instructions; a fraction with hundreds of thousands of digits
local s = "0." .. ("9"):rep(300000)
for i = 1, 400 do tonumber(s) end
return { data = { n = #s } }
