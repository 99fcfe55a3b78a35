-- expect ok or limit:instructions; with an empty separator too
local s = string.rep("", math.maxinteger, "")
return { data = { n = #s } }
