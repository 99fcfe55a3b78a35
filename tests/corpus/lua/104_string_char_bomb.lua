-- expect limit:instructions or limit:memory or denied; repeated big char calls
local t = {}
for i = 1, 5000 do t[i] = 65 end
while true do local s = string.char(table.unpack(t)) end
