-- expect limit:instructions; five thousand results from one call
local s = ("é"):rep(5000)
while true do local n = select("#", utf8.codepoint(s, 1, -1)) end
