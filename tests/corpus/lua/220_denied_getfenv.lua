-- expect denied; Lua 5.1 names absent
return getfenv(1)
