-- expect ok or denied; closing a coroutine asks the host
local co = coroutine.create(function()
  local x <close> = setmetatable({}, { __close = function() return helpers.fetch("https://example.com/") end })
  coroutine.yield()
end)
coroutine.resume(co)
local ok, message = coroutine.close(co)
return { data = { ok = ok } }
