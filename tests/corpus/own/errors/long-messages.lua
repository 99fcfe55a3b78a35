-- expect limit:instructions; position and message are joined for every error
local s = ("x"):rep(100000)
while true do pcall(error, s, 1) end
