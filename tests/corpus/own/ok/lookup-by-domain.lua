-- expect ok; a list of domains, split and matched
local allowed = {}
for domain in ("example.com, example.org , corp.example"):gmatch("[%w.-]+") do allowed[domain] = true end
local domain = context.user.email:match("@([%w.-]+)$")
return { allowed = allowed[domain] == true, data = { domain = domain } }
