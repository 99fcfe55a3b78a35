-- apikey_before_create: keys that can be told apart, end, and are few.
local maxSeconds, maxKeys = 90 * 24 * 60 * 60, 5
local prefixes = { ["ci_"] = true, ["app_"] = true }

local function refuse(code, words) return { allowed = false, code = code, error = words } end

if not (context.name or ""):match("^[a-z][a-z0-9-]*$") then
  return refuse("key_name", "Name the key in lower case, as in ci-deploy.")
end
if not prefixes[context.prefix or ""] then return refuse("key_prefix", "Begin the key with ci_ or app_.") end
if not context.expiresIn or context.expiresIn > maxSeconds then
  return refuse("key_expiry", "API keys live for 90 days at most.")
end
if (context.keyCount or 0) >= maxKeys then
  return refuse("key_count", ("You have %d keys already. Delete one first."):format(context.keyCount))
end
