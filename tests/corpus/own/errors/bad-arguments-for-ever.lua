-- expect limit:instructions; argument errors look for the function's name in all libraries
while true do pcall(string.rep) end
