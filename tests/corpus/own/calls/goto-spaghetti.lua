-- expect limit:instructions; three labels that send each other on
local n = 0
::a:: n = n + 1 if n % 2 == 0 then goto b end
::c:: n = n + 2 goto a
::b:: n = n - 1 goto c
