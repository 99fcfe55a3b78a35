-- expect limit:memory or limit:instructions; s = s .. s
local s = "x"
while true do s = s .. s end
