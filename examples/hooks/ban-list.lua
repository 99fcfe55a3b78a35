-- before_signin: keeps banned addresses, domains and networks out. Ways of signing in without an e-mail address are
-- held against the networks only.
local bannedEmails = { ["mallory@corp.example"] = true }
local bannedDomains = { ["spam.example"] = true }
local bannedNetworks = { "198.51.100.0/24", "2001:db8:bad::/48" }

local function isBanned()
  if context.email then
    local email = context.email:lower()
    if bannedEmails[email] or bannedDomains[email:match("([^@]+)$")] then return "email" end
  end
  local ip = context.request and context.request.ip
  if ip then
    for _, network in ipairs(bannedNetworks) do
      if helpers.ip.inCidr(ip, network) then return network end
    end
  end
end

local reason = isBanned()
if reason then
  helpers.log("warn", "banned", reason)
  return { allowed = false, code = "banned", error = "This account can't sign in. Please contact support." }
end
