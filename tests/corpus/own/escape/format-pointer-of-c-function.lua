-- expect ok; no address of the machine is shown
local p = ("%p"):format(print)
return { data = { p = p, s = tostring(string.format) } }
