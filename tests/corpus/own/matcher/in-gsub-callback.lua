-- expect limit:instructions; a search for each match of a search
local s = ("a"):rep(4000)
return { data = { r = s:gsub(".", function() return s:match("a-b") end) } }
