-- expect limit:instructions; throwing and catching costs more than its instructions
while true do pcall(error) end
