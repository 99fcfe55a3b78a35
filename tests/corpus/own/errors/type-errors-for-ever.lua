-- expect limit:instructions; every error builds a message that names the variable
local t = {}
while true do pcall(function() return t.field.field end) end
