-- after_signup: tells another system about the new user with a signed webhook. WEBHOOK_URL is a setting (in the edge
-- worker the variable SLUICE_ENV_WEBHOOK_URL), WEBHOOK_KEY a secret; while either is missing, nothing is sent and the
-- log says what would have been.
local payload = helpers.json.encode({ event = "user.created", userId = context.user.id, at = helpers.now() })

local url, key = helpers.env("WEBHOOK_URL"), helpers.secret("WEBHOOK_KEY")
if not (url and key) then
  helpers.log("would send", payload)
  return { data = { sent = false } }
end

local response = helpers.fetch(url, {
  method = "POST",
  headers = { ["content-type"] = "application/json", ["x-signature"] = helpers.hmac(payload, key) },
  body = payload,
})
helpers.log(response.ok and "info" or "error", "webhook answered", response.status)
return { data = { sent = response.ok } }
