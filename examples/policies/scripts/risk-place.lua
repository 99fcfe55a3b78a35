-- before_signup, first layer of risk: where the sign-up comes from.
local country = context.request and context.request.country
return { data = { place = country and 0 or 20 } }
