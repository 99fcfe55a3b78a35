-- expect limit:instructions; two addresses read per call
while true do helpers.ip.inCidr("2001:db8:1:2:3:4:5:6", "2001:db8::/32") end
