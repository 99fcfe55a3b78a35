-- expect limit:instructions; a format that only sets the alignment, half a million times
local f = ("!"):rep(1 << 19)
for i = 1, 60 do string.pack(f) end
return { data = { n = #f } }
