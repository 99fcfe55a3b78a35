if context.user_country == "BANNED" then
  return { allowed = false, error = "Country is Sanctioned" }
end
return { allowed = true }
