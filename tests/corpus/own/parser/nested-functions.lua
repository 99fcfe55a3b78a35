-- expect denied; and functions in functions
return function() return function() return function()
return function() return function() return function()
return function() return function() return function()
return function() return function() return function()
return function() return function() return function()
return function() return function() return function()
return function() return function() return function()
return function() return function() return function()
return function() return function() return function()
return function() return function() return function()
return function() return function() return function()
return function() return function() return function()
return function() return function() return function()
return function() return function() return function()
return function() return function() return function()
return function() return function() return function()
return function() return function() return function()
return function() return function() return function()
return function() return function() return function()
return function() return function() return function()
return function() return function() return function()
return function() return function() return function()
return function() return function() return function()
return function() return function() return function()
return function() return function() return function()
return function() return function() return function()
return function() return function() return function()
return function() return function() return function()
return function() return function() return function()
return function() return function() return function()
return function() return function() return function()
return function() return function() return function()
return function() return function() return function()
return function() return function() return function()
return function() return function() return function()
return function() return function() return function()
return function() return function() return function()
return function() return function() return function()
return function() return function() return function()
return function() return function() return function()
return function() return function() return function()
return function() return function() return function()
return function() return function() return function()
return function() return function() return function()
return function() return function() return function()
return function() return function() return function()
return function() return function() return function()
return function() return function() return function()
return function() return function() return function()
return function() return function() return function()
return function() return function() return function()
return function() return function() return function()
return function() return function() return function()
return function() return function() return function()
return function() return function() return function()
return function() return function() return function()
return function() return function() return function()
return function() return function() return function()
return function() return function() return function()
return function() return function() return function()
return function() return function() return function()
return function() return function() return function()
return function() return function() return function()
return function() return function() return function()
return function() return function() return function()
return function() return function() return function()
return function() return function() return function()
return function() return function() return function()
return function() return function() return function()
return function() return function() return function()
end end end
end end end
end end end
end end end
end end end
end end end
end end end
end end end
end end end
end end end
end end end
end end end
end end end
end end end
end end end
end end end
end end end
end end end
end end end
end end end
end end end
end end end
end end end
end end end
end end end
end end end
end end end
end end end
end end end
end end end
end end end
end end end
end end end
end end end
end end end
end end end
end end end
end end end
end end end
end end end
end end end
end end end
end end end
end end end
end end end
end end end
end end end
end end end
end end end
end end end
end end end
end end end
end end end
end end end
end end end
end end end
end end end
end end end
end end end
end end end
end end end
end end end
end end end
end end end
end end end
end end end
end end end
end end end
end end end
end end end
