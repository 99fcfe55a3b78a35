-- expect limit:instructions; the same for a table with both parts
local t = { ("x"):rep(2048):byte(1, -1) }
for i = 1, 2048 do t["k" .. i] = i end
local i = 0
while true do
  i = i + 1
  t["k" .. i] = nil
  t["n" .. i] = true
end
