-- before_signup, first layer: refuses countries this service is not offered in.
-- Hands on: country, "unknown" where the application could not tell.
local notServed = { AQ = true, BV = true, HM = true }

local request = context.request or {}
local country = (request.country or "unknown"):upper()

if notServed[country] then
  helpers.log("warn", "country not served", country)
  return { allowed = false, code = "country_not_served", error = "This service isn't available in your country yet." }
end

return { data = { country = country == "UNKNOWN" and "unknown" or country } }
