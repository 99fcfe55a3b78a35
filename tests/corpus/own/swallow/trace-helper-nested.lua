-- expect limit:instructions; spans in spans, then the loop
local function deep(n) if n == 0 then while true do end end return helpers.trace("n" .. n, function() return deep(n - 1) end) end
pcall(deep, 60)
return { allowed = true }
