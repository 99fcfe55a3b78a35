-- Sends the welcome mail. The key is bound to the mail service: the script never sees it.
local name = context.user.name or "there"

local answer = helpers.fetch("https://mail.example.com/v3/send", {
  method = "POST",
  headers = { authorization = "Bearer " .. helpers.secret("MAIL_KEY") },
  json = {
    to = context.user.email,
    template = "welcome",
    data = { name = name },
  },
})

helpers.log(answer.ok and "info" or "error", "mail service answered", answer.status)
return { data = { sent = answer.ok } }
