-- expect ok; a resource that is closed on every way out
local log = {}
local function open(name) return setmetatable({}, { __close = function(_, e) log[#log + 1] = name .. (e and "!" or "") end }) end
do local a <close>, b = open("a"), 1 end
pcall(function() local b <close> = open("b") error("x") end)
for _ in next, { 1 }, nil, open("c") do break end
return { data = { log = table.concat(log, " ") } }
