-- expect limit:instructions; short strings that die at once
local i = 0
while true do i = i + 1 local _ = "key" .. i end
