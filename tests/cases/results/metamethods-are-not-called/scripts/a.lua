local meta = {
  __index = function() return false end,
  __pairs = function() error("called") end,
  __len = function() error("called") end,
  __tostring = function() error("called") end,
}
return setmetatable({ data = setmetatable({ x = 1 }, meta) }, meta)
