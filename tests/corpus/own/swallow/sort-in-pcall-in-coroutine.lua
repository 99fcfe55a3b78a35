-- expect limit:instructions; C functions that call Lua, three deep
coroutine.wrap(function()
  pcall(table.sort, { 2, 1, 3 }, function()
    pcall(string.gsub, "x", "x", function() while true do end end)
    return true
  end)
end)()
return { allowed = true }
