-- expect ok or limit:instructions; # of a table with one far key ends
local t = {}
t[1] = 1
t[math.maxinteger] = 1
return { data = { n = #t } }
