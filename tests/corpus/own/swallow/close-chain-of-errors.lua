-- expect limit:instructions; each closing variable replaces the error and loops
local function bad() return setmetatable({}, { __close = function(_, e) pcall(function() while true do end end) error(e) end }) end
pcall(function()
  local a <close> = bad()
  local b <close> = bad()
  local c <close> = bad()
  error("first")
end)
return { allowed = true }
