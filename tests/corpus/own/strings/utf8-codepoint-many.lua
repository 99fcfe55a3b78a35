-- expect limit:instructions; ten thousand results from one call
local s = ("é"):rep(10000)
while true do local n = select("#", utf8.codepoint(s, 1, -1)) end
