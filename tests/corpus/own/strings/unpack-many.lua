-- expect limit:instructions; thousands of results from one call
local f, s = ("b"):rep(10000), ("x"):rep(10000)
while true do local n = select("#", string.unpack(f, s)) end
