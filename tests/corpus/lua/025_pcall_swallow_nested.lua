-- expect limit:instructions; nested pcalls each swallow once
local function nest(n) if n == 0 then while true do end end
  while true do pcall(nest, n - 1) end end
nest(20)
