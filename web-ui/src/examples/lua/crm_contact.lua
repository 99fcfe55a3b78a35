-- Adds the user to the customer list, beside the mail: one does not wait for the other.
local answer = helpers.fetch("https://crm.example.com/contacts", {
  method = "POST",
  json = { id = context.user.id, email = context.user.email },
})

if answer.status == 409 then helpers.log("known already") end
return { data = { contact = answer.status } }
