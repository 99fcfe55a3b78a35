-- expect limit:instructions or limit:time or limit:memory; megabyte == and < per instruction
local a, b = ("a"):rep(1 << 20) .. "x", ("a"):rep(1 << 20) .. "y"
local n = 0
while true do if a == b or a < b then n = n + 1 end end
