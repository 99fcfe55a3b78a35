-- token_build: names the customer a user belongs to, by the domain of the e-mail address. Claims the token already has
-- are left alone.
local tenants = { ["acme.example"] = "acme", ["globex.example"] = "globex" }

local email = context.user and context.user.email
if not email or context.token.tenant then return end

local tenant = tenants[email:lower():match("([^@]+)$")]
if tenant then return { data = { tenant = tenant } } end
