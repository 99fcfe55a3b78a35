-- expect ok; a message handler sees text only
local seen
xpcall(function() error("x") end, function(message) seen = type(message) end)
return { data = { seen = seen, traceback = debug == nil } }
