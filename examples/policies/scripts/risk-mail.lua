-- before_signup, first layer of risk: what the address looks like.
local free = { ["gmail.com"] = true, ["outlook.com"] = true, ["yahoo.com"] = true }
local name, domain = context.email:lower():match("^(.*)@([^@]+)$")
local _, digits = name:gsub("%d", "")
return { data = { mail = (free[domain] and 10 or 0) + (digits >= 4 and 25 or 0) } }
