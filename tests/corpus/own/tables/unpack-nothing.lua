-- expect limit:instructions; values that are not there are pushed all the same
while true do local n = select("#", table.unpack({}, 1, 14000)) end
