-- expect limit:instructions; there and back again
local s = ("x"):rep(300000)
for i = 1, 60 do helpers.base64.decode(helpers.base64.encode(s)) end
return { data = { n = #s } }
