-- expect limit:instructions; ranges and classes in a set, all of them tried
local set = ("a-b%d"):rep(4000)
return { data = { found = ("~"):rep(4000):find("[" .. set .. "]") ~= nil } }
