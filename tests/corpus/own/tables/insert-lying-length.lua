-- expect limit:instructions or denied; __len is a C function that answers a huge number
local t = setmetatable({}, { __len = utf8.codepoint and function() return 1 << 50 end })
while true do pcall(table.insert, t, 1, 0) end
