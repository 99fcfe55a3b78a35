-- Weighs the scores from layer 2.
local limit <const> = 80
local geo = context.outputs.geo_risk
local mail = context.outputs.disposable_domain

local score = geo.score or 40
if mail.suspicious then
  score = score + 30
end

helpers.log("verdict", score, "of", limit)

if score >= limit then
  return {
    allowed = false,
    code = "risk_verdict",
    error = "We can't create an account right now.",
  }
end

return { data = { risk = score } }
