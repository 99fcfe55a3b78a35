-- Brings the address into one form for the layers below.
local user, domain = context.email:lower():match("^([^@]+)@(.+)$")

return { data = { user = (user:gsub("%+.*$", "")), domain = domain } }
