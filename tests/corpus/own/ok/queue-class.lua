-- expect ok; a class with inheritance and metamethods
local Queue = {}
Queue.__index = Queue
Queue.__len = function(q) return q.last - q.first + 1 end
Queue.__tostring = function(q) return "queue of " .. #q end
function Queue.new() return setmetatable({ first = 1, last = 0 }, Queue) end
function Queue:push(x) self.last = self.last + 1 self[self.last] = x return self end
function Queue:pop() local x = self[self.first] self[self.first] = nil self.first = self.first + 1 return x end
local q = Queue.new():push("a"):push("b"):push("c")
return { data = { first = q:pop(), left = #q, text = tostring(q) } }
