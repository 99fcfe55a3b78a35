-- expect denied or ok; re-set the same metatable after adding __gc
local t = setmetatable({}, {})
local mt = getmetatable(t)
mt.__gc = function() while true do end end
setmetatable(t, mt)
t = nil
for i = 1, 3000 do local x = {i} end
return { ok = true }
