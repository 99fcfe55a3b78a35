-- expect limit:instructions; reading a format of half a million options
local f = ("b"):rep(1 << 19)
for i = 1, 60 do string.packsize(f) end
return { data = { n = #f } }
