local reputation = "trusted"
if context.prev.tier == "basic" then reputation = "standard" end
return { allowed = true, data = { reputation = reputation } }
