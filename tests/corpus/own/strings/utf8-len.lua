-- expect limit:instructions; counting the characters of a megabyte
local s = ("é"):rep(1 << 19)
for i = 1, 60 do utf8.len(s) end
return { data = { n = #s } }
