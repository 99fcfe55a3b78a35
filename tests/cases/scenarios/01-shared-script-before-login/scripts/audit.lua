helpers.log("audit", context.trigger_event, helpers.now())
return { allowed = true, data = { audited = true } }
