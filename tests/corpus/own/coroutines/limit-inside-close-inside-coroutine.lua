-- expect limit:instructions; three ways to hold on, one inside the other
local co = coroutine.create(function()
  local x <close> = setmetatable({}, { __close = function()
    local y <close> = setmetatable({}, { __close = function() while true do end end })
    pcall(function() while true do end end)
    while true do end
  end })
  pcall(function() while true do end end)
  while true do end
end)
coroutine.resume(co)
pcall(coroutine.close, co)
while true do end
