-- expect limit:instructions; the loop hides in metamethods called from C
local m = {}
for _, name in ipairs({ "__index", "__newindex", "__eq", "__lt", "__le", "__len", "__call", "__concat", "__tostring", "__close" }) do
  m[name] = function() while true do end end
end
local t = setmetatable({}, m)
pcall(tostring, t) pcall(table.concat, t) pcall(table.insert, t, 1) pcall(next, t) pcall(t) pcall(table.sort, { t, t, t })
return { allowed = true }
