-- expect limit:instructions; equal texts that are not the same object
local a, b = ("a"):rep(1 << 20), ("aa"):rep(1 << 19)
local n = 0
for i = 1, 60 do if a == b then n = n + 1 end end
return { data = { n = n } }
