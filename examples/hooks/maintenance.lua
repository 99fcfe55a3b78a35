-- before_signin: keeps everybody but the staff out while the setting MAINTENANCE is "on". In the edge worker that is
-- the variable SLUICE_ENV_MAINTENANCE.
local staffDomain = "@staff.example"

local email = (context.email or ""):lower()
local isStaff = email:sub(-#staffDomain) == staffDomain

if helpers.env("MAINTENANCE") == "on" and not isStaff then
  return { allowed = false, code = "maintenance", error = "We're doing maintenance. Please try again in an hour." }
end
