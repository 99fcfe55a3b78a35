-- expect denied or limit:instructions or limit:memory; a span in a span until C levels run out
local function f() return helpers.trace("s", f) end
f()
