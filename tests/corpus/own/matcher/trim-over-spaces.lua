-- expect limit:instructions; the usual trim, quadratic over a long run of spaces
local s = "a" .. (" "):rep(20000) .. "b"
for i = 1, 3 do s:gsub("%s*$", "") end
return { data = { n = #s } }
