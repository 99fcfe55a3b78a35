-- expect limit:instructions; the same, refused for ever
local t = { 1, 2 }
for i = 1, 14 do t = { t, t, t, t } end
while true do pcall(helpers.json.encode, t) end
