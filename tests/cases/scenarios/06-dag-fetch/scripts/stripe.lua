local res = helpers.fetch("https://api.stripe.com/v1/sub", {
  headers = { Authorization = "Bearer " .. helpers.secret("STRIPE_KEY") },
})
if res.ok then
  return { allowed = true, data = { subscription = "active", from = "A" } }
end
return { allowed = false, error = "Stripe failed" }
