-- expect limit:instructions; %a, ninety-nine digits
while true do ("%.99a"):format(0.1) end
