-- expect ok or denied; extra results are ignored
return { data = (function()
return { allowed = true }, "extra", function() end
end)() }
