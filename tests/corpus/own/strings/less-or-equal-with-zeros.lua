-- expect limit:instructions; comparing texts of zero bytes goes byte by byte
local a = ("\0"):rep(1 << 19)
local b = a .. "x"
local n = 0
for i = 1, 60 do if a <= b then n = n + 1 end end
return { data = { n = n } }
