-- expect ok or denied; 5.4.0-5.4.7: use-after-free in luaV_finishset (fixed 5.4.8): __newindex that replaces metatables and collects
local mt = {}
mt.__newindex = mt
local t = setmetatable({}, mt)
for i = 1, 50 do t["k" .. i] = i; setmetatable(t, setmetatable({}, mt)); setmetatable(t, mt) end
return { n = mt.k1 }
