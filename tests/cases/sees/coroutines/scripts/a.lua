local squares = coroutine.wrap(function()
  for i = 1, 3 do coroutine.yield(i * i) end
end)
local list = {}
for square in squares do list[#list + 1] = square end
return { data = { list = list } }
