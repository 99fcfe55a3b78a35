-- expect denied; via method on a string
local s = ""
return s.dump(function() return 1 end)
