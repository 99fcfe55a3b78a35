-- Ten keys for each person.
local limit <const> = 10
local answer = helpers.fetch("https://keys.example.com/users/" .. context.userId .. "/count")

if answer.ok and answer.body.count >= limit then
  return {
    allowed = false,
    code = "key_quota",
    error = "You have " .. limit .. " keys. Revoke one before you make another.",
  }
end
return { data = { left = limit - 1 - answer.body.count } }
