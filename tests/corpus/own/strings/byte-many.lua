-- expect limit:instructions; fourteen thousand results of one call
local s = ("x"):rep(14000)
while true do local n = select("#", s:byte(1, -1)) end
