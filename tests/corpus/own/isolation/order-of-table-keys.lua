-- expect ok; the order of keys that are tables is the same in every run
local names, order = {}, {}
for _, name in ipairs({ "a", "b", "c", "d", "e", "f", "g", "h" }) do names[{}] = name end
for _, name in pairs(names) do order[#order + 1] = name end
return { data = { order = table.concat(order) } }
