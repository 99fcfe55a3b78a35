-- expect limit:instructions or denied; an address of three hundred thousand characters
local s = ("1"):rep(300000)
while true do pcall(helpers.ip.inCidr, s, "10.0.0.0/8") end
