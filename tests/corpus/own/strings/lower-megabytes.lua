-- expect limit:instructions; a megabyte converted per call
local s = ("X"):rep(1 << 20)
for i = 1, 60 do s:lower() end
return { data = { n = #s } }
