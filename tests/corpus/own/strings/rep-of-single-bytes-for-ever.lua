-- expect limit:instructions; many middling strings
while true do local _ = ("ab"):rep(500) end
