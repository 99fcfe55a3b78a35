-- expect limit:instructions; a numeric for converts its limits from text
local s = ("7"):rep(300000)
for i = 1, 400 do for k = s, 1 do end end
return { data = { n = #s } }
