-- expect limit:instructions or denied; a hundred tables that are each other's __call
local f = setmetatable({}, { __call = function() end })
for i = 1, 100 do f = setmetatable({}, { __call = f }) end
while true do f() end
