-- expect limit:instructions or denied; a number of hundreds of thousands of digits
local s = "[" .. ("1"):rep(300000) .. "]"
while true do pcall(helpers.json.decode, s) end
