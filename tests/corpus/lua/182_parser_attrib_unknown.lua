-- expect denied; unknown attribute
local x <pwn> = 1
