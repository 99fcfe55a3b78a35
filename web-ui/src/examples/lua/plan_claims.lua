-- Asks billing what the customer pays for.
if not context.user then return end

local ok, answer = pcall(helpers.fetch, "https://billing.example.com/customers/" .. context.user.id)

-- A token is worth more than a claim: without billing it is the free plan.
if not ok or not answer.ok then
  helpers.log("warn", "billing is away")
  return { data = { plan = "free", seats = 1 } }
end
return { data = { plan = answer.body.plan, seats = answer.body.seats } }
