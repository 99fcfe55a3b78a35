-- Keeps known networks out, before anything is counted.
local NETWORKS <const> = { "198.51.100.0/24", "2001:db8:bad::/48" }
local ip = context.request and context.request.ip

for _, network in ipairs(NETWORKS) do
  if ip and helpers.ip.inCidr(ip, network) then
    helpers.log("warn", "banned network", network)
    return {
      allowed = false,
      code = "banned_network",
      error = "You can't sign in from this network.",
    }
  end
end
