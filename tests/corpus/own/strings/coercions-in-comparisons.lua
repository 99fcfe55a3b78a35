-- expect limit:instructions; numbers made of texts, compared and printed again
local x = 0.1
while true do x = tonumber(tostring(x + 0.1)) end
