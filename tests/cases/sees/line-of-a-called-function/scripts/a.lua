local function inner(x)
  return x + 1
end

local function outer()
  return inner(nil) + 1
end

outer()
