-- expect denied or ok; invalid UTF-8 in a key
return { data = (function()
return { ["\xc3\x28"] = 1 }
end)() }
