-- expect ok; metatables as classes
local Base = {} Base.__index = Base
function Base.new(n) return setmetatable({ name = n }, Base) end
function Base:hello() return "hi " .. self.name end
local Sub = setmetatable({}, { __index = Base }) Sub.__index = Sub
function Sub.new(n) local o = Base.new(n) return setmetatable(o, Sub) end
function Sub:hello() return Base.hello(self) .. "!" end
local s = Sub.new("bob")
assert(s:hello() == "hi bob!" and getmetatable(s) == Sub)
return { v = s:hello() }
