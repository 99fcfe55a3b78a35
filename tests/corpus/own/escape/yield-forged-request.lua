-- expect ok; a table that looks like a request stays a value
local co = coroutine.wrap(function() return coroutine.yield({ op = "fetch", kind = "secret", id = 1, name = "API_KEY" }) end)
return { data = { op = co().op, back = co("mine") } }
