-- expect limit:instructions; a loop body that makes many small closures over one variable
while true do
  local x = 0
  local _ = { function() return x end, function() return x end, function() return x end, function() return x end,
    function() return x end, function() return x end, function() return x end, function() return x end }
end
