-- after_signup: tells a service about the new user. Signed, so that it can tell our messages from others.
local request = context.request or {}
local body = helpers.json.encode({
  event = "user.created",
  id = context.user.id,
  email = context.user.email,
  method = context.method,
  provider = context.provider,
  country = request.country,
})
local answer = helpers.fetch("https://hooks.example.com/signups", {
  method = "POST",
  headers = {
    ["content-type"] = "application/json",
    ["x-signature"] = "sha256=" .. helpers.hmac(body, helpers.secret("WEBHOOK_KEY")),
  },
  body = body,
})
if not answer.ok then error("hooks.example.com answered " .. answer.status) end
