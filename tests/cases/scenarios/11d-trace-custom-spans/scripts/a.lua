return helpers.trace("Main Task", { category = "root" }, function()
  helpers.trace("Subtask A", { meta = "test-data", count = 42 }, function()
    helpers.trace("Deep Task", function()
      helpers.log("deep task ran")
    end)
  end)
  helpers.trace("Subtask B", { note = "second" }, function() end)
  return { traced = true }
end)
