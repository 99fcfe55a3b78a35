-- expect limit:instructions; the smallest float has the longest expansion
while true do ("%.99e"):format(5e-324) end
