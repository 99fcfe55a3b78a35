-- expect ok or denied; the main coroutine cannot be resumed or closed from inside
local main = coroutine.running()
local co = coroutine.wrap(function() return pcall(coroutine.resume, main) end)
local ok, resumed = co()
local closed = pcall(coroutine.close, main)
return { data = { resumed = resumed, closed = closed } }
