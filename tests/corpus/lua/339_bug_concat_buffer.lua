-- expect denied or ok or limit:memory or limit:instructions; 5.4.0-5.4.6: buffer overflow in string concatenation with a metamethod shrinking the stack (fixed 5.4.7)
local function over() return setmetatable({}, { __concat = function() return error("c") end }) end
local co = coroutine.wrap(function() return "a" .. "b" .. over() .. "c" end)
return co()
