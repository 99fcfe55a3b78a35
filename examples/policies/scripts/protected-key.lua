-- apikey_before_revoke: keys with the metadata { "protected": true } are revoked, or switched off, by administrators.
local metadata = context.apikey.metadata
if not (metadata and metadata.protected) then return end

for role in (context.actor and context.actor.role or ""):gmatch("[^,%s]+") do
  if role == "admin" then return end
end
return { allowed = false, code = "key_protected", error = "Only administrators can revoke this key." }
