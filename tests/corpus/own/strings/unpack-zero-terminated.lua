-- expect limit:instructions; unpack searches a megabyte for its end
local s = ("x"):rep(1 << 20) .. "\0"
for i = 1, 60 do local _ = #string.unpack("z", s) end
return { data = { n = #s } }
