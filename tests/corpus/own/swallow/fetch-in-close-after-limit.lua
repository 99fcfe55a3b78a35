-- expect limit:instructions; a closing variable asks the host once the meter is spent
local x <close> = setmetatable({}, { __close = function() helpers.fetch("https://example.com/") end })
while true do end
