-- expect limit:instructions or limit:memory or denied; every byte becomes six
local s = ("\1"):rep(60000)
while true do pcall(helpers.json.encode, { s }) end
