-- Turns the user's role into permissions.
local PERMISSIONS <const> = {
  admin = { "reports:read", "reports:write", "users:manage" },
  editor = { "reports:read", "reports:write" },
  viewer = { "reports:read" },
}

local user = context.user
if not user then return end

if user.role == "suspended" then
  return { allowed = false, code = "suspended", error = "This account is suspended." }
end

local role = PERMISSIONS[user.role] and user.role or "viewer"
return { data = { role = role, permissions = PERMISSIONS[role] } }
