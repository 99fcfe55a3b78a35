-- expect limit:instructions; a full table that loses one key and gains another is counted and rebuilt each time
local t, n = {}, 4096
for i = 1, n do t[-i] = true end
local gone, new = 1, n
while true do
  t[-gone] = nil
  new = new + 1
  t[-new] = true
  gone = gone + 1
end
