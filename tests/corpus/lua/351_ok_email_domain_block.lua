-- expect ok; typical blocking script
local email = context.user.email
local domain = email:match("@(.+)$")
local blocked = { ["mailinator.com"] = true, ["tempmail.dev"] = true }
if blocked[domain:lower()] then return { allowed = false, reason = "disposable address" } end
helpers.log("domain ok: " .. domain)
return { allowed = true }
