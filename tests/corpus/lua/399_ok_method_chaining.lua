-- expect ok; builder pattern
local Q = {} Q.__index = Q
function Q:add(v) self[#self + 1] = v return self end
local q = setmetatable({}, Q):add("a"):add("b"):add("c")
return { n = #q, s = table.concat(q, "+") }
