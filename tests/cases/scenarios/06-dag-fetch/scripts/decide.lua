local subscription = context.outputs.stripe.subscription
local risk = context.outputs.risk.risk
if subscription == "active" and risk < 50 then
  return { allowed = true, data = { decision = "approved", merged = true } }
end
return { allowed = false, error = "Policy rejected" }
