-- expect limit:instructions; a random number and a text per call
while true do helpers.uuid() end
