-- expect limit:instructions or denied; every hop shifts thousands of arguments
local f = setmetatable({}, { __call = select })
for i = 1, 150 do f = setmetatable({}, { __call = f }) end
local t = {}
while true do pcall(f, table.unpack(t, 1, 10000)) end
