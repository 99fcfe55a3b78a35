-- expect ok or denied; 1 and "1" collide as JSON object keys: must be deterministic
return { data = (function()
return { ["1"] = "string", [1] = "int", x = true }
end)() }
