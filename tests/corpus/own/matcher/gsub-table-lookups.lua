-- expect limit:instructions; a table lookup in C for every match
local s = ("a"):rep(200000)
for i = 1, 8 do s:gsub("%w", { b = "c" }) end
return { data = { n = #s } }
