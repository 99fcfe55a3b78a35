-- expect denied or limit:instructions or limit:memory or ok; largest code points
local t = {}
for i = 1, 3000 do t[i] = 0x7FFFFFFF end
local s = utf8.char(table.unpack(t))
return { s = s }
