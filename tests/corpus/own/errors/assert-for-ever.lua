-- expect limit:instructions; assert throws its message
while true do pcall(assert, false, "x") end
