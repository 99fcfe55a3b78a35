-- expect limit:instructions; so is compiling
local n = 0
while true do n = n + 1 pcall(helpers.matches, "x", "(a{1,20}){1,20}" .. n) end
