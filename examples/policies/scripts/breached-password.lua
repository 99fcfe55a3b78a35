-- before_signup: refuses passwords from known breaches. The host counts them (sluice({ countBreaches })) and hands on the
-- count: no script ever sees a password or a part of its hash.
if context.method ~= "email-password" then return end

local breaches = context.passwordBreaches
if not breaches then
  return { allowed = false, code = "password_unchecked", error = "Your password could not be checked. Please try again." }
end
if breaches > 0 then
  local words = ("This password was in %d known breaches. Please choose another."):format(breaches)
  return { allowed = false, code = "password_breached", error = words }
end
