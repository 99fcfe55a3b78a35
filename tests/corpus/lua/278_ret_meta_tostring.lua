-- expect ok or denied; __tostring / __name on the result
return { data = (function()
return setmetatable({ a = 1 }, { __tostring = function() error("x") end, __name = "evil" })
end)() }
