-- before_signin: nobody signs in from BLOCKED_COUNTRIES (two letters) and BLOCKED_NETWORKS (CIDR), divided by spaces. The
-- networks of a provider (an AS) go there as well. Calls of the server itself have no address.
local request = context.request or {}
local refusal = { allowed = false, code = "place_blocked", error = "Signing in isn't possible from where you are." }

for country in (helpers.env("BLOCKED_COUNTRIES") or ""):gmatch("%S+") do
  if request.country == country then return refusal end
end
if request.ip then
  for network in (helpers.env("BLOCKED_NETWORKS") or ""):gmatch("%S+") do
    if helpers.ip.inCidr(request.ip, network) then return refusal end
  end
end
