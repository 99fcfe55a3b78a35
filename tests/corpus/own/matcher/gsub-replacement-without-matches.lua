-- expect limit:instructions; empty matches between all characters
while true do (("x"):rep(30000)):gsub("", "") end
