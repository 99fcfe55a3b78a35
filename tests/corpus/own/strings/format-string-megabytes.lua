-- expect limit:instructions; %s with a megabyte
local s = ("x"):rep(1 << 20)
for i = 1, 60 do ("%s"):format(s) end
return { data = { n = #s } }
