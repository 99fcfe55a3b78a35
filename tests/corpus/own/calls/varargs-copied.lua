-- expect limit:instructions; five thousand varargs copied for three instructions
local function f(...) while true do local n = select("#", ...) end end
f(table.unpack({}, 1, 5000))
