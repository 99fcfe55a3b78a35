-- expect ok; and/or/not idioms
local function default(v, d) if v == nil then return d end return v end
assert((nil or "x") == "x" and (false and error("no")) == false and (1 and 2) == 2 and not nil == true and default(false, true) == false)
return { v = context.user.missing and context.user.missing.deep or "none" }
