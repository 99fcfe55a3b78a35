-- expect limit:instructions; what exceeds the quota is dropped, and costs all the same
while true do helpers.log("line") end
