-- expect limit:instructions; varargs passed through a hundred calls
local function down(n, ...) if n == 0 then return 0 end return (down(n - 1, ...)) end
while true do down(100, table.unpack({}, 1, 100)) end
