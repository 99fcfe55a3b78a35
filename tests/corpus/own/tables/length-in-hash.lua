-- expect ok or limit:instructions; a border far into the hash part
local t = {}
for i = 0, 30 do t[1 << i] = true end
local n = 0
for i = 1, 1000 do n = n + #t end
return { data = { ok = n > 0 } }
