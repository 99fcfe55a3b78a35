-- expect ok or denied; a script cannot make the key of a host call
local co = coroutine.wrap(function() return coroutine.yield(helpers.json.null) end)
local first = co()
return { data = { same = first == helpers.json.null } }
