local score = context.outputs.score and context.outputs.score.score or 0
local reputation = context.outputs.reputation and context.outputs.reputation.reputation or "unknown"
local approved = score >= 100 and reputation == "trusted"
return {
  allowed = approved,
  data = { final_score = score, final_reputation = reputation, decision = approved and "approved" or "rejected" },
}
