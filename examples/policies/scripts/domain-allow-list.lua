-- before_signup: only addresses of the domains in ALLOWED_DOMAINS, divided by spaces. Administrators may create anybody.
if context.method == "admin" then return end

local domain = context.email:lower():match("([^@]+)$")
local allowed = {}
for each in (helpers.env("ALLOWED_DOMAINS") or ""):gmatch("%S+") do allowed[each] = true end

if not allowed[domain] then
  return { allowed = false, code = "domain_not_allowed", error = "Sign up with your company's address." }
end
if context.method == "oauth" and not context.emailVerified then
  return { allowed = false, code = "email_not_verified", error = "Your identity provider has not verified this address." }
end
