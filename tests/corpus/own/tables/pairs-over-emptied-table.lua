-- expect limit:instructions; the same through pairs, in a coroutine, under pcall
local t = {}
for i = 1, 4096 do t["k" .. i] = true end
for k in pairs(t) do t[k] = nil end
local co = coroutine.wrap(function() while true do pcall(function() for _ in pairs(t) do end end) end end)
co()
