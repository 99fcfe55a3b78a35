-- token_build: turns the user's role into claims. A suspended user gets no token; the token of a client itself, which
-- has no user, stays as it is.
local permissionsOf = {
  admin = { "reports:read", "reports:write", "users:manage" },
  editor = { "reports:read", "reports:write" },
  viewer = { "reports:read" },
}

local user = context.user
if not user then return end

if user.role == "suspended" then
  return { allowed = false, code = "suspended", error = "This account is suspended." }
end

local role = permissionsOf[user.role] and user.role or "viewer"
return { data = { role = role, permissions = permissionsOf[role] } }
