-- expect limit:instructions or denied or limit:memory; names and attributes of a megabyte
local s = ("n"):rep(1 << 20)
for i = 1, 100 do helpers.trace(s, { a = s }, function() end) end
return { data = { n = #s } }
