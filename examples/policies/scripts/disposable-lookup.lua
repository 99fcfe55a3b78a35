-- before_signup: asks a service whether the address is one to throw away. When the service is out of order people still
-- sign up: data says that nobody looked.
local domain = context.email:lower():match("([^@]+)$")
-- What stands in a path: letters, digits, dots and hyphens are all that a domain has.
if domain:match("[^%w.-]") then
  return { allowed = false, code = "disposable_email", error = "Please use a permanent e-mail address." }
end

local asked, answer = pcall(helpers.fetch, "https://mail-check.example.com/v1/domains/" .. domain, {
  headers = { authorization = "Bearer " .. helpers.secret("MAIL_CHECK_KEY") },
})
if not asked or not answer.ok then
  helpers.log("warn", "mail-check is out of order", asked and answer.status or answer)
  return { data = { emailChecked = false } }
end
if answer.body.disposable then
  return { allowed = false, code = "disposable_email", error = "Please use a permanent e-mail address." }
end
return { data = { emailChecked = true } }
