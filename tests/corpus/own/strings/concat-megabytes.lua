-- expect limit:instructions; a megabyte copied per instruction, sixty times
local s = ("x"):rep(1 << 20)
for i = 1, 60 do local _ = s .. i end
return { data = { n = #s } }
