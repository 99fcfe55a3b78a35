-- expect limit:instructions; to name a variable the whole function is walked
local function long(x)
  local a, b, c, d = 1, 2, 3, 4
  a = b + c b = c + d c = d + a d = a + b a = b + c b = c + d c = d + a d = a + b a = b + c b = c + d c = d + a d = a + b
  a = b + c b = c + d c = d + a d = a + b a = b + c b = c + d c = d + a d = a + b a = b + c b = c + d c = d + a d = a + b
  a = b + c b = c + d c = d + a d = a + b a = b + c b = c + d c = d + a d = a + b a = b + c b = c + d c = d + a d = a + b
  if x then a = b + c b = c + d c = d + a d = a + b a = b + c b = c + d c = d + a d = a + b a = b + c b = c + d c = d + a end
  return x.y.z
end
while true do pcall(long) end
