-- expect denied; table as a key
return { data = (function()
return { [{}] = 1 }
end)() }
