-- Refuses throw-away e-mail domains.
local BLOCKED <const> = {
  ["mailinator.com"] = true,
  ["tempbox.example"] = true,
}

local domain = context.email:lower():match("@(.+)$")

if not domain then
  return {
    allowed = false,
    code = "email_invalid",
    error = "Enter a full e-mail address.",
  }
end

if BLOCKED[domain] then
  helpers.log("refused", domain)
  return {
    allowed = false,
    code = "disposable_domain",
    error = "Use a permanent e-mail address.",
  }
end
