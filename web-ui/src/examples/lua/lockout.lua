-- Five sign-ins in a quarter of an hour, then a pause.
local who = context.email and context.email:lower() or (context.request or {}).ip or "unknown"

local quota = helpers.rateLimit({
  key = "signin:" .. helpers.hash(who),
  limit = 5,
  window = 15 * 60,
})
helpers.log("sign-ins left", quota.remaining)

if not quota.allowed then
  return {
    allowed = false,
    code = "locked_out",
    error = "Too many attempts. Try again in 15 minutes.",
  }
end
