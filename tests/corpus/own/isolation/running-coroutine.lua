-- expect isolated; the run's own coroutine remembers nothing
local co, main = coroutine.running()
local dirty = KNOWN and KNOWN[co]
KNOWN = { [co] = true }
return { clean = main and not dirty and coroutine.status(co) == "running" and getmetatable(co) == nil }
