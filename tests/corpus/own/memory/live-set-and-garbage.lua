-- expect limit:instructions or limit:memory; the collector marks megabytes that stay while garbage is made
local live = {}
for i = 1, 3000 do live[i] = { {}, {}, {}, {} } end
while true do local _ = {} end
