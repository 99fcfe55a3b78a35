-- expect denied or isolated; next() on the proxy must not reveal the backing table for writing
local k, v = next(context)
if type(v) == "table" then v.pwn = 1 end
context.pwn = 1
