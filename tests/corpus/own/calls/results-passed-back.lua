-- expect limit:instructions; ten thousand results handed back through pcall
local t = {}
local function many() return table.unpack(t, 1, 5000) end
while true do pcall(pcall, pcall, pcall, many) end
