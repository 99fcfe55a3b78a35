-- expect limit:instructions; exact decimal expansion of a float for a few instructions
while true do ("%.99f"):format(1e308) end
