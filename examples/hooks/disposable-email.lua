-- before_signup, first layer: turns away addresses of throw-away mail services, their subdomains included.
-- Hands on: emailDomain, and freeMail for addresses that anybody can get.
local disposable = {
  ["10minutemail.com"] = true, ["guerrillamail.com"] = true, ["mailinator.com"] = true,
  ["sharklasers.com"] = true, ["temp-mail.org"] = true, ["trashmail.com"] = true, ["yopmail.com"] = true,
}
local freeMail = {
  ["gmail.com"] = true, ["gmx.net"] = true, ["outlook.com"] = true, ["proton.me"] = true, ["yahoo.com"] = true,
}

local domain = context.email:lower():match("([^@]+)$")

-- eu.mailinator.com, then mailinator.com, then com.
local suffix = domain
while suffix do
  if disposable[suffix] then
    helpers.log("warn", "disposable address", suffix)
    return { allowed = false, code = "disposable_email", error = "Please use a permanent e-mail address." }
  end
  suffix = suffix:match("%.(.+)$")
end

return { data = { emailDomain = domain, freeMail = freeMail[domain] or false } }
