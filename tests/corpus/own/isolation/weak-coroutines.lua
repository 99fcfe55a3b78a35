-- expect isolated; nor through coroutines and closures that only a weak table holds
local weak = setmetatable({}, { __mode = "kv" })
weak[1], weak[2] = coroutine.create(function() end), function() return weak end
for i = 1, 300 do local _ = ("x"):rep(10000) .. i end
return { clean = weak[1] ~= nil and weak[2] ~= nil }
