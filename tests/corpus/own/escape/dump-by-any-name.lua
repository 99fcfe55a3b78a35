-- expect denied; bytecode does not come out
return string["du" .. "mp"](function() end)
