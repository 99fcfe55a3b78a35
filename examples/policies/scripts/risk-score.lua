-- before_signup, second layer of risk: adds up what the first found. From 40 on the account is to be reviewed, from 80 on
-- there is none.
local found = context.prev
local risk = found.place + found.mail + found.device
if risk >= 80 then
  return { allowed = false, code = "signup_risk", error = "We couldn't create this account. Please contact support." }
end
return { data = { risk = risk, review = risk >= 40 } }
