-- expect limit:instructions; a format without any argument
local s = ("x"):rep(1 << 20)
for i = 1, 60 do s:format() end
return { data = { n = #s } }
