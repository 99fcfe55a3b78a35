-- token_build: roles and permissions of the user, in the application and in the organization that is active.
if not context.user then return end

local permissions = {
  owner = { "billing:write", "members:write", "projects:write", "projects:read" },
  admin = { "members:write", "projects:write", "projects:read" },
  member = { "projects:read" },
}

local organization = context.organization
local roles = helpers.json.array({})
local function add(kind, names)
  -- The plugins keep several roles in one text, with commas.
  for name in (names or ""):gmatch("[^,%s]+") do roles[#roles + 1] = kind .. ":" .. name end
end
add("app", context.user.role)
add("org", organization and organization.role)

local granted = organization and permissions[organization.role]
return {
  data = { org = organization and organization.id, roles = roles, permissions = granted or helpers.json.array({}) },
}
