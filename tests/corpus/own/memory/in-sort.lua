-- expect limit:memory; met by a comparator
pcall(table.sort, { 3, 2, 1 }, function() return #("x"):rep(1 << 26) > 0 end)
return { allowed = true }
