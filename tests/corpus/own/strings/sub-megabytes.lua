-- expect limit:instructions; a megabyte copied per call
local s = ("x"):rep(1 << 20)
for i = 1, 60 do local _ = s:sub(2) end
return { data = { n = #s } }
