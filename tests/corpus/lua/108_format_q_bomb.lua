-- expect limit:memory or limit:instructions or denied or ok; %q of a binary string grows 4x
local s = string.rep("\0", 1 << 20)
while true do s = string.format("%q", s) end
