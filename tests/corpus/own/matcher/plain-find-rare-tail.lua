-- expect limit:instructions; a needle of two letters whose first is everywhere
local hay = ("a"):rep(1 << 20)
for i = 1, 40 do hay:find("ab", 1, true) end
return { data = { n = #hay } }
