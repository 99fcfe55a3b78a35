-- client_before_register: redirects to the hosts in CLIENT_HOSTS and those below them; clients that register themselves
-- ask for users' own things only. Runs for changes of clients as well.
local selfService = { openid = true, profile = true, email = true, offline_access = true, read = true }

local function refuse(code, words) return { allowed = false, code = code, error = words } end

local hosts = helpers.env("CLIENT_HOSTS") or ""
local function isOurs(uri)
  -- Up to the first character that can end a host: what stands before an @ is none.
  local host = uri:match("^https://([%w.-]+)[:/?#]") or uri:match("^https://([%w.-]+)$")
  for ours in hosts:gmatch("%S+") do
    if host == ours or (host and host:sub(-#ours - 1) == "." .. ours) then return true end
  end
  return false
end

for _, uri in ipairs(context.redirectUris) do
  if not isOurs(uri) then
    return refuse("redirect_uri", "https://" .. hosts .. " and the hosts below it can be redirected to.")
  end
end
if not context.dynamic then return end

for _, scope in ipairs(context.scopes or {}) do
  if not selfService[scope] then return refuse("scope", "The scope " .. scope .. " is given by administrators only.") end
end
for _, grant in ipairs(context.grantTypes or {}) do
  if grant == "client_credentials" then
    return refuse("grant_type", "The grant " .. grant .. " is given by administrators only.")
  end
end
