-- expect ok; a body is signed and sent
local body = helpers.json.encode({ event = context.event, id = context.user.id, at = helpers.now() })
local signature = helpers.hmac(body, helpers.secret("API_KEY"))
local answer = helpers.fetch("https://hooks.example.com/in", { method = "POST", body = body, headers = { ["x-signature"] = signature } })
return { data = { status = answer.status, signed = #signature == 64 } }
