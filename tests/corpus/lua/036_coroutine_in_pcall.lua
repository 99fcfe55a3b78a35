-- expect limit:instructions; resume inside pcall inside loop
while true do
  pcall(function()
    local co = coroutine.wrap(function() while true do end end)
    pcall(co)
  end)
end
