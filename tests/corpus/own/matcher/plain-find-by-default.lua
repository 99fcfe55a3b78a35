-- expect limit:instructions; find without special characters is plain too
local hay = ("na"):rep(1 << 19)
for i = 1, 40 do hay:find("nanb") end
return { data = { n = #hay } }
