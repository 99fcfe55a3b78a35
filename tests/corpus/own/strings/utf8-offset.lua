-- expect limit:instructions; walking to a far character
local s = ("é"):rep(1 << 19)
for i = 1, 60 do utf8.offset(s, 1 << 19) end
return { data = { n = #s } }
