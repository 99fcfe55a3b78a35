-- expect limit:instructions; a megabyte converted per call
local s = ("x"):rep(1 << 20)
for i = 1, 60 do s:upper() end
return { data = { n = #s } }
