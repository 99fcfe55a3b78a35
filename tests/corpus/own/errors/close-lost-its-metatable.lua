-- expect denied or ok; the closing method disappears before it is needed
local m = { __close = function() end }
local x <close> = setmetatable({}, m)
m.__close = nil
return { data = { done = true } }
