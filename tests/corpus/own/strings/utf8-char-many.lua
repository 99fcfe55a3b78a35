-- expect limit:instructions; ten thousand arguments to one call
local t = {}
for i = 1, 5000 do t[i] = 0x20AC end
while true do utf8.char(table.unpack(t)) end
