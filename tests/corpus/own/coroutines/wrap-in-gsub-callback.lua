-- expect limit:instructions; coroutines run by a callback in C
while true do
  (("x"):rep(100)):gsub(".", function() coroutine.wrap(function() for i = 1, 10 do end end)() end)
end
