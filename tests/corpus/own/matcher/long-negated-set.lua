-- expect limit:instructions; the same with a set that is negated, in gsub
local set = ("bc"):rep(8000)
local s, n = ("a"):rep(4000):gsub("[^" .. set .. "]", "")
return { data = { n = n } }
