-- expect limit:instructions; a long text that turns out to be broken
local s = '"' .. ("x"):rep(200000)
while true do pcall(helpers.json.decode, s) end
