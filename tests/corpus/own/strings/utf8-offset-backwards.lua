-- expect limit:instructions; back over a megabyte of continuation bytes
local s = ("\x80"):rep(1 << 20)
for i = 1, 60 do utf8.offset(s, 0, #s) end
return { data = { n = #s } }
