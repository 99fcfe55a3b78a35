-- expect limit:instructions; each new coroutine starts with a fresh hook counter; 49,000 ops in each
while true do
  coroutine.wrap(function() for i = 1, 12000 do end end)()
end
