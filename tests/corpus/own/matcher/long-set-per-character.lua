-- expect limit:instructions; a set of thousands of characters read for every character of the subject
local set = ("b"):rep(30000)
return { data = { found = ("a"):rep(2000):find("[" .. set .. "]") ~= nil } }
