-- Asks a list whether the domain is thrown away after use.
local domain = context.prev.domain
local answer = helpers.fetch("https://lists.example.com/v1/domains/" .. domain)

local suspicious = helpers.trace("match list", function()
  return answer.ok and answer.body.disposable == true
end)

return { data = { suspicious = suspicious } }
