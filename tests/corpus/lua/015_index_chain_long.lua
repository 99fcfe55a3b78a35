-- expect denied or limit:instructions or ok; long chains of __index tables: 1999 hops of C work for one instruction, repeated
local t = {}
for i = 1, 1900 do t = setmetatable({}, {__index = t}) end
local n = 0
for i = 1, 1e9 do n = n + (t.zzz and 1 or 0) end
