-- Counts what users grant, and notes the wide grants.
local WIDE <const> = { admin = true, ["offline_access"] = true }
local wide = {}

helpers.trace("look at scopes", { client = context.client.clientId }, function()
  for _, scope in ipairs(context.grant.scopes) do
    helpers.metrics.count("consent.scope", 1, { scope = scope })
    if WIDE[scope] then wide[#wide + 1] = scope end
  end
end)

if #wide > 0 then
  helpers.log("warn", context.client.clientId, "was granted", table.concat(wide, " "))
end
return { data = { wide = helpers.json.array(wide) } }
