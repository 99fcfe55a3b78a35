-- What a run owes this script, whoever ran before it or runs beside it: the answer that setting.json names.
local sum = 0
for i = 1, 100 do sum = sum + i end

local squares = coroutine.wrap(function()
  for i = 1, 3 do coroutine.yield(i * i) end
end)
local joined = table.concat({ squares(), squares(), squares() }, ",")

local ok, message = pcall(error, "caught")
assert(not ok and message == "caught")

local fetched = helpers.fetch("https://good.example.com/").body.ok

local letters = { "c", "a", "b" }
table.sort(letters)
for key in pairs(_G) do assert(type(key) == "string") end
assert(math.type(2 ^ 53) == "float" and ("%5.1f"):format(1 / 3) == "  0.3" and #("é") == 2)

return {
  data = {
    fetched = fetched,
    joined = joined,
    roles = #context.user.roles,
    shout = context.user.name:upper(),
    sorted = table.concat(letters, " "),
    sum = sum,
  },
}
