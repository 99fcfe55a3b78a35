local keys = {}
for key, value in pairs(context.object) do keys[#keys + 1] = key .. "=" .. type(value) end
local sum = 0
for index, value in ipairs(context.list) do sum = sum + index * value end
local count = 0
for _ in pairs(context) do count = count + 1 end
return {
  data = {
    keys = keys,
    sum = sum,
    count = count,
    length = #context.list,
    first = next(context.list),
    none = next(context.none) == nil,
    empty = #context.empty,
    types = { type(context), type(context.list), type(context.none) },
    unpacked = select("#", table.unpack(context.list)),
    joined = table.concat(context.list, ","),
    metatable = getmetatable(context) == nil,
  },
}
