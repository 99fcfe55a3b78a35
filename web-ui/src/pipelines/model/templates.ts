/** What a new script begins with: runs as it is, does something a person recognises, and changes nobody's outcome. */
import type { Mode } from "sluice";

export interface TemplateFor {
  readonly trigger: string;
  readonly mode: Mode;
}

export function templateFor({ trigger, mode }: TemplateFor): string {
  return byTrigger[trigger] ?? byMode[mode];
}

const byMode: Readonly<Record<Mode, string>> = {
  blocking: `-- Decides whether this may go on
local request = context.request or {}

-- helpers.log("from", request.ip)
if request.country == "AQ" then
  return { allowed = false, code = "country_not_served", error = "This service isn't available in your country yet." }
end
return { allowed = true }
`,
  enrichment: `-- Adds data to what is being built
local role = context.user and context.user.role or "member"

return { data = { role = role } }
`,
  async: `-- Does something once the answer is out
helpers.log("info", context.trigger, "at", helpers.now())

-- helpers.fetch("https://hooks.example.com/sluice", { method = "POST", json = { event = context.trigger } })
return {}
`,
};

const byTrigger: Readonly<Record<string, string>> = {
  before_signup: `-- Turns away throw-away addresses
local disposable = { ["mailinator.com"] = true, ["yopmail.com"] = true }
local domain = context.email:lower():match("([^@]+)$")

if disposable[domain] then
  return { allowed = false, code = "disposable_email", error = "Use a permanent e-mail address." }
end
return { data = { emailDomain = domain } }
`,
  before_signin: `-- Keeps banned networks out
local banned = { "198.51.100.0/24" }
local ip = context.request and context.request.ip

for _, network in ipairs(banned) do
  if ip and helpers.ip.inCidr(ip, network) then
    return { allowed = false, code = "banned", error = "This account can't sign in. Contact support." }
  end
end
return { allowed = true }
`,
  before_signout: `-- Keeps nobody in, and notes who leaves
helpers.log("info", "sign-out of", context.user.id)
return { allowed = true }
`,
  token_build: `-- Turns the user's role into claims
local permissionsOf = {
  admin = { "reports:read", "reports:write" },
  member = { "reports:read" },
}
local role = context.user and context.user.role or "member"

return { data = { role = role, permissions = permissionsOf[role] or permissionsOf.member } }
`,
  after_signup: `-- Notes the new user
helpers.log("info", "new user", context.user.id)
helpers.metrics.count("signups")
return {}
`,
  apikey_before_create: `-- Allows only named keys
local name = context.name or ""

if name == "" then
  return { allowed = false, code = "name_missing", error = "Give the key a name." }
end
return { allowed = true }
`,
  client_before_register: `-- Allows only redirects over https
for _, url in ipairs(context.redirectUrls or {}) do
  if not helpers.matches(url, "^https://") then
    return { allowed = false, code = "redirect_not_https", error = "Redirect addresses must begin with https." }
  end
end
return { allowed = true }
`,
  client_before_authorize: `-- Keeps a scope to staff
for _, scope in ipairs(context.scopes) do
  if scope == "admin" and context.user.role ~= "admin" then
    return { allowed = false, code = "scope_not_granted", error = "This scope is for administrators." }
  end
end
return { allowed = true }
`,
};

/** An id that nothing has yet, made of what a person typed or of the trigger. */
export function freeScriptId(wanted: string, taken: ReadonlySet<string>): string {
  const base = scriptIdFrom(wanted) || "script";
  if (!taken.has(base)) return base;
  for (let number = 2; ; number++) {
    const id = `${base.slice(0, 60)}_${number}`;
    if (!taken.has(id)) return id;
  }
}

/** The nearest id of the form `^[a-z0-9][a-z0-9_-]{0,63}$`; may be empty. */
export function scriptIdFrom(text: string): string {
  return text
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[^a-z0-9_-]+/g, "_")
    .replace(/^[_-]+|[_-]+$/g, "")
    .slice(0, 64);
}
