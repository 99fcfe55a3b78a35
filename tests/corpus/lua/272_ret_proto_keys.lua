-- expect ok or denied; __proto__/constructor keys: JSON.parse side must not merge them into objects
return { data = (function()
return { ["__proto__"] = { isAdmin = true }, constructor = { prototype = { isAdmin = true } } }
end)() }
