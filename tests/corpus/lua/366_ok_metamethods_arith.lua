-- expect ok; operator metamethods
local V = {}
V.__index = V
local function vec(x, y) return setmetatable({ x = x, y = y }, V) end
V.__add = function(a, b) return vec(a.x + b.x, a.y + b.y) end
V.__sub = function(a, b) return vec(a.x - b.x, a.y - b.y) end
V.__mul = function(a, b) return type(b) == "number" and vec(a.x * b, a.y * b) or a.x * b.x + a.y * b.y end
V.__unm = function(a) return vec(-a.x, -a.y) end
V.__eq = function(a, b) return a.x == b.x and a.y == b.y end
V.__lt = function(a, b) return a.x < b.x end
V.__le = function(a, b) return a.x <= b.x end
V.__len = function() return 2 end
V.__call = function(self, k) return self[k] end
V.__tostring = function(a) return "(" .. a.x .. "," .. a.y .. ")" end
V.__concat = function(a, b) return tostring(a) .. tostring(b) end
V.__idiv = function(a, n) return vec(a.x // n, a.y // n) end
V.__band = function(a, b) return a.x & b.x end
local a, b = vec(1, 2), vec(3, 4)
assert(a + b == vec(4, 6) and b - a == vec(2, 2) and a * b == 11 and (a * 3).y == 6 and -a == vec(-1, -2))
assert(a < b and a <= b and #a == 2 and a("y") == 2 and (b // 2).x == 1 and (a & b) == 1)
assert(tostring(a) == "(1,2)" and a .. b == "(1,2)(3,4)")
return { s = tostring(a + b) }
