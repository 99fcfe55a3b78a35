-- expect limit:instructions; varargs moved by an endless tail call
local function f(...) return f(...) end
f(table.unpack({}, 1, 5000))
