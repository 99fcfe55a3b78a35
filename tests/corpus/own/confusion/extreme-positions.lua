-- expect ok; positions at both ends of the integers
local s = "abc"
return { data = {
  a = s:sub(math.mininteger, math.maxinteger), b = s:sub(math.maxinteger, math.mininteger), c = #{ s:byte(math.mininteger, 1) },
  d = s:find("b", math.mininteger), e = s:find("b", math.maxinteger) == nil, f = ("x"):rep(math.mininteger),
} }
