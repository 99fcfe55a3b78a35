/** What runs at which hook. Published once; afterwards it is changed with the control plane, not here. */
const pipelines = [
  {
    trigger: "before_signup",
    script: "company-only",
    code: `
      local domain = context.email:match("([^@]+)$")
      for allowed in helpers.env("ALLOWED_DOMAINS"):gmatch("%S+") do
        if domain == allowed then return end
      end
      return { allowed = false, code = "domain_not_allowed", error = "Sign up with your company's address." }`,
    sample: { email: "ada@acme.example" },
  },
  {
    trigger: "token_build",
    script: "tenant-claim",
    code: `
      if not context.user then return end
      return { data = { tenant = context.user.email:match("@([^.]+)") } }`,
    sample: { user: { id: "u1", email: "ada@acme.example" }, token: {} },
  },
  {
    trigger: "apikey_before_create",
    script: "keys-end",
    code: `
      if not context.expiresIn then
        return { allowed = false, code = "key_expiry", error = "API keys need an end." }
      end`,
    sample: { userId: "u1", expiresIn: 86400 },
  },
];

/** @param {import("sluice").Control} control */
export async function publishPipelines(control) {
  const known = new Set((await control.pipelines.list()).map(({ trigger }) => trigger));
  for (const { trigger, script, code, sample } of pipelines) {
    if (known.has(trigger)) continue;
    await control.scripts.save({ id: script, name: script, code });
    await control.pipelines.publish({ trigger, layers: [[script]] }, { sample });
  }
}
