-- expect limit:instructions or denied; every secret asked for goes to the host
while true do helpers.secret("NOT_THERE") end
