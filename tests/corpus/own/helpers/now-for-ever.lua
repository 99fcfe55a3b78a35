-- expect limit:instructions; asking for the time does not make time pass
local start = helpers.now()
while helpers.now() - start < 1000 do end
