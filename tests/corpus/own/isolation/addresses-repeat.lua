-- expect ok; what tostring shows of a table, a function and a coroutine is the same in every run
return { data = {
  table = tostring({}), f = tostring(function() end), co = tostring(coroutine.create(function() end)),
  print = tostring(print), p = ("%p"):format({}), own = tostring(setmetatable({}, { __name = "Point" })),
} }
