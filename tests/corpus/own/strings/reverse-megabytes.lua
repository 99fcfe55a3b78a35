-- expect limit:instructions; a megabyte reversed per call
local s = ("xy"):rep(1 << 19)
for i = 1, 60 do s:reverse() end
return { data = { n = #s } }
