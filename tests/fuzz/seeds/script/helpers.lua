local key = helpers.secret("API_KEY")
local answers = helpers.fetchAll({{"https://a.example.com/", {headers = {authorization = key}}}, {"https://b.example.com/"}})
helpers.log("warn", key, answers, context)
local walk = coroutine.wrap(function(t) for k, v in pairs(t) do coroutine.yield(k, v) end end)
local total <const> = helpers.trace("count", {n = 1}, function() return #helpers.json.encode(context) end)
return {allowed = helpers.matches(context.user.email, "^[^@]+@(?:x|example)\\.com$"), data = {total, walk(context), helpers.uuid()}}
