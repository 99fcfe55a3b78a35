-- expect isolated; a suspended coroutine must not survive
local dirty = CO ~= nil
CO = coroutine.wrap(function() while true do coroutine.yield(1) end end)
CO()
return { clean = not dirty }
