-- expect limit:instructions; two megabytes compared per instruction
local a, b = ("a"):rep(1 << 20) .. "a", ("a"):rep(1 << 20) .. "b"
local n = 0
for i = 1, 60 do if a < b then n = n + 1 end end
return { data = { n = n } }
