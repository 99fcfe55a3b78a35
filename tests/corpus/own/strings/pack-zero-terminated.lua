-- expect limit:instructions; pack looks for a zero byte in a megabyte
local s = ("x"):rep(1 << 20)
for i = 1, 60 do string.pack("z", s) end
return { data = { n = #s } }
