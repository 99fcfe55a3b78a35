-- expect denied or ok; userdata, if any helper hands one out
return { data = (function()
return { u = helpers.log }
end)() }
