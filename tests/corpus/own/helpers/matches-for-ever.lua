-- expect limit:instructions; every match is charged
local s = ("ab"):rep(2000)
while true do helpers.matches(s, "(a|b)*c") end
