-- expect limit:instructions; a megabyte with its length before it
local s = ("x"):rep(1 << 20)
for i = 1, 60 do string.pack("s4", s) end
return { data = { n = #s } }
