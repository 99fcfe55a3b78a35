-- expect limit:instructions; __close under pcall in a coroutine
local co = coroutine.wrap(function()
  pcall(function()
    local x <close> = setmetatable({}, {__close = function() while true do end end})
    while true do end
  end)
  while true do end
end)
pcall(co)
while true do end
