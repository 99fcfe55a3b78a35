-- expect limit:instructions; a span for a few instructions
local f = function() end
while true do helpers.trace("s", f) end
