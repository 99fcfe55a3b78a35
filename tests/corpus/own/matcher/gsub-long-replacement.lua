-- expect limit:instructions or limit:memory; every match copies a long replacement
local replacement = ("%0"):rep(2000)
while true do ("abcdefgh"):rep(30):gsub(".", replacement) end
