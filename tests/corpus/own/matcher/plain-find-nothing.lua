-- expect limit:instructions; memchr over a megabyte, again and again
local hay = ("a"):rep(1 << 20)
for i = 1, 60 do hay:find("z", 1, true) end
return { data = { n = #hay } }
