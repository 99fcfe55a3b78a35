-- expect limit:instructions; a name that is not short
local s = ("E"):rep(300000)
while true do helpers.env(s) end
