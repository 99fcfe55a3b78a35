import type { RunningServer } from "./server.ts";

/** Scripts of the story that runs through the screens: a sign-up pipeline that is about to get two more. */
const scripts: Readonly<Record<string, string>> = {
  normalize_email: `-- Lower-case, strip plus tags
local email = context.email:lower():gsub("%+[^@]*", "")
return { data = { email = email } }
`,
  disposable_domain: `-- Deny throw-away domains
local domain = context.email:lower():match("([^@]+)$")
if domain == "mailinator.com" then
  return { allowed = false, code = "disposable", error = "Use a permanent e-mail address." }
end
return { data = { domain = domain } }
`,
  geo_risk: `-- Score network and country
local key = helpers.secret("GEO_KEY")
local ip = context.request and context.request.ip
local answer = ip and helpers.fetch("https://geo.acme.dev/v1?ip=" .. ip)
return { data = { score = answer and answer.ok and 20 or 0 } }
`,
  risk_verdict: `-- Weigh scores, allow or deny
local geo = context.outputs.geo_risk
if (geo and geo.score or 0) > 70 then
  return { allowed = false, code = "risk", error = "We couldn't create this account." }
end
return { allowed = true }
`,
  welcome: `-- Mail and CRM\nhelpers.log("welcome")\nreturn {}\n`,
  audit: `-- Note who it was\nhelpers.log("audit")\nreturn {}\n`,
  claims: `-- Role to claims\nreturn { data = { role = context.user and context.user.role or "member" } }\n`,
};

const sample = { email: "ada@acme.example", request: { ip: "192.0.2.7" } };

/** Publishes, runs and edits, so that every part of the pipelines' screen has something to show. */
export async function seedStory(server: RunningServer): Promise<void> {
  const send = async (method: string, path: string, body: object): Promise<void> => {
    const response = await server.request(method, path, body);
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
  };
  for (const [id, code] of Object.entries(scripts)) await send("PUT", `scripts/${id}`, { code });
  await send("PUT", "secrets/GEO_KEY", { value: "0123456789ab", hosts: ["geo.acme.dev"] });
  const publish = (trigger: string, layers: string[][], note: string): Promise<void> =>
    send("POST", `pipelines/${trigger}/publish`, {
      pipeline: { layers },
      note,
      ...(trigger === "before_signup" && { sample }),
    });
  await publish("before_signup", [["normalize_email"]], "Normalise addresses");
  await publish("before_signup", [["normalize_email"], ["risk_verdict"]], "Weigh what is known");
  await publish("after_signup", [["welcome", "audit"]], "Mail and CRM");
  await publish("token_build", [["claims"]], "Roles in tokens");
  for (let user = 0; user < 12; user++)
    await server.run("before_signup", { ...sample, email: `user${user}@acme.example` });
  for (let user = 0; user < 5; user++) await server.run("after_signup", { user: { id: `u${user}` } });
  const stricter = scripts["risk_verdict"]!.replace("> 70", "> 60");
  await send("PUT", "scripts/risk_verdict", { code: stricter, note: "Stricter" });
  await send("PUT", "pipelines/before_signup/draft", {
    layers: [["normalize_email"], ["disposable_domain", "geo_risk"], ["risk_verdict"]],
  });
}
