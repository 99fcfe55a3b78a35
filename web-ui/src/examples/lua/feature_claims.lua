-- What layer 1 found becomes features. Claims of the token itself win.
local found = context.prev
local features = helpers.json.array({})

if found.plan == "pro" then features[#features + 1] = "exports" end
if found.plan == "pro" and found.seats and found.seats >= 10 then features[#features + 1] = "audit" end
if found.role == "admin" then features[#features + 1] = "settings" end

return { data = { features = context.token.features or features } }
