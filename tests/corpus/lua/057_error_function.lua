-- expect denied; function as error value
error(print or function() end)
