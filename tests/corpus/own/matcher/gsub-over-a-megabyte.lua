-- expect limit:instructions; a match for each of a million characters
local s = ("ab"):rep(1 << 19):gsub("a", "")
return { data = { n = #s } }
