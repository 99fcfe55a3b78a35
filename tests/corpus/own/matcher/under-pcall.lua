-- expect limit:instructions; the search is protected and repeated
local s = ("a"):rep(5000)
while true do pcall(string.find, s, "a-a-b") end
