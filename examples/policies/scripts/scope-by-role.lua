-- client_before_authorize: scopes that need a role, a second factor, and a sign-in of the last quarter of an hour. The code
-- login_required is one that OAuth clients know: they come back with prompt=login.
local roleFor = { admin = "admin", billing = "owner" }
local freshMs = 15 * 60 * 1000

local function refuse(code, words) return { allowed = false, code = code, error = words } end

-- Days from 1970-01-01 to the first of March of a year, after Howard Hinnant's days_from_civil.
local function msOf(iso)
  local y, m, d, h, min, s = iso:match("^(%d+)-(%d+)-(%d+)T(%d+):(%d+):(%d+)")
  y, m, d = math.tointeger(tonumber(y)), math.tointeger(tonumber(m)), math.tointeger(tonumber(d))
  if m <= 2 then y = y - 1 end
  local era = y // 400
  local yearOfEra = y - era * 400
  local dayOfYear = (153 * ((m + 9) % 12) + 2) // 5 + d - 1
  local days = era * 146097 + yearOfEra * 365 + yearOfEra // 4 - yearOfEra // 100 + dayOfYear - 719468
  return (((days * 24 + tonumber(h)) * 60 + tonumber(min)) * 60 + tonumber(s)) * 1000
end

local roles = {}
for role in (context.user.role or ""):gmatch("[^,%s]+") do roles[role] = true end

local powerful = false
for _, scope in ipairs(context.scopes) do
  local role = roleFor[scope]
  if role and not roles[role] then
    return refuse("access_denied", ("The scope %s needs the role %s."):format(scope, role))
  end
  powerful = powerful or role ~= nil
end
if not powerful or context.client.skipConsent then return end

if not context.user.twoFactorEnabled then return refuse("access_denied", "Switch on two-factor sign-in first.") end
if helpers.now() - msOf(context.session.createdAt) > freshMs then
  return refuse("login_required", "Please sign in again to give this access.")
end
