-- expect ok or denied; __gc added after setmetatable is not armed; must stay harmless
local mt = {}
local t = setmetatable({}, mt)
mt.__gc = function() while true do end end
t = nil
for i = 1, 2000 do local x = {i} end
return { ok = true }
