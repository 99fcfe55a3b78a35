-- before_signup, second layer: adds up what the first layer found into a risk from 0 to 100. From 70 on the sign-up
-- is refused, from 40 on the account is to be reviewed.
local found = context.prev
local request = context.request or {}
local name = context.email:match("^([^@]+)")
local _, digits = name:gsub("%d", "")

local risk, reasons = 0, helpers.json.array({})
local function add(points, reason)
  risk = risk + points
  reasons[#reasons + 1] = reason
end

if found.freeMail then add(20, "free_mail") end
if found.country == "unknown" then add(15, "unknown_country") end
if digits >= 5 then add(30, "many_digits") end
if not request.userAgent then add(25, "no_user_agent") end

helpers.log("risk", risk, table.concat(reasons, " "))
if risk >= 70 then
  return { allowed = false, code = "signup_risk", error = "We couldn't create this account. Please contact support." }
end
return { data = { risk = risk, reasons = reasons, review = risk >= 40 } }
