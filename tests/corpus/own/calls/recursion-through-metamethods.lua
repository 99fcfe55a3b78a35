-- expect denied or limit:instructions; C levels run out
local t = setmetatable({}, {})
getmetatable(t).__index = function(self, key) return self[key .. "x"] end
return t.x
