-- expect limit:instructions or denied; names that cannot be
while true do pcall(helpers.secret, ("A"):rep(100000)) end
