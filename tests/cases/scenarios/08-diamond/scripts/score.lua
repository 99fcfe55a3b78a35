local score = 100
if context.prev.tier == "premium" then score = score + 50 end
return { allowed = true, data = { score = score } }
