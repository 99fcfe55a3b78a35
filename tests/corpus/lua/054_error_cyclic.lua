-- expect denied; cyclic table as error value
local t = {} t.t = t t[t] = t
error(t)
