-- expect isolated; coroutines that were left waiting, also with something to close
local dirty = LEFT ~= nil
LEFT = {}
for i = 1, 20 do
  local co = coroutine.create(function()
    local x <close> = setmetatable({}, { __close = function() _G.CLOSED = true end })
    coroutine.yield()
  end)
  coroutine.resume(co)
  LEFT[i] = co
end
return { clean = not dirty and CLOSED == nil }
