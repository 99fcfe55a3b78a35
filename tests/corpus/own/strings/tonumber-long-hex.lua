-- expect limit:instructions; a hexadecimal float of hundreds of thousands of digits
local s = "0x." .. ("f"):rep(300000) .. "p1"
for i = 1, 400 do tonumber(s) end
return { data = { n = #s } }
