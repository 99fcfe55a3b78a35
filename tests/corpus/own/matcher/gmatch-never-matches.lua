-- expect limit:instructions; a long search between two iterations
while true do for _ in ("a-"):rep(5000):gmatch("%a+%d") do end end
