-- expect limit:instructions or limit:memory; a new table of thousands of values per call
local t = { ("x"):rep(10000):byte(1, -1) }
while true do local u = table.pack(table.unpack(t)) end
