-- expect limit:memory or limit:instructions; endless short interned strings
local t, i = {}, 0
while true do i = i + 1 t[i] = "k" .. i end
