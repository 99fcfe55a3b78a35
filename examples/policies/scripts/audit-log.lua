-- Any hook: a line of an audit log, beside the trace. In the last layer of a blocking hook it tells what was allowed; in
-- async hooks it costs nobody time.
local request = context.request or {}
local user = context.user or {}
local line = {
  event = context.trigger,
  action = context.action,
  actor = context.actor and context.actor.id or user.id,
  subject = user.id or context.userId,
  client = context.client and context.client.clientId,
  apikey = context.apikey and context.apikey.id,
  ip = request.ip,
  userAgent = request.userAgent,
  at = helpers.now(),
}
local sent, answer = pcall(helpers.fetch, helpers.env("AUDIT_URL"), { method = "POST", json = line })
if not sent or not answer.ok then helpers.log("error", "audit line was not taken", line) end
