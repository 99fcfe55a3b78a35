-- expect limit:instructions or limit:memory; %q writes up to four bytes for one
local s = ("\1"):rep(100000)
while true do ("%q"):format(s) end
