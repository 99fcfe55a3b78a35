-- expect limit:instructions; a megabyte per call
local s = ("x"):rep(1 << 20)
for i = 1, 8 do helpers.hash(s, "sha512") end
return { data = { n = #s } }
