/** What runs at which hook. Published once; afterwards it is changed with the control plane, not here. */
const pipelines = [
  {
    trigger: "before_signup",
    script: "no-throwaway",
    code: `
      if context.email:match("@throwaway%.example$") then
        return { allowed = false, code = "disposable_email", error = "Please use a permanent e-mail address." }
      end`,
    sample: { email: "ada@example.com" },
  },
  {
    trigger: "token_build",
    script: "place-claim",
    code: `return { data = { country = context.request and context.request.country or "unknown" } }`,
    sample: { token: {} },
  },
  {
    trigger: "after_signup",
    script: "note-signup",
    code: `helpers.log("signed up", context.user.id, context.method)`,
  },
];

/** @param {import("sluice").Control} control */
export async function publishPipelines(control) {
  const known = new Set((await control.pipelines.list()).map(({ trigger }) => trigger));
  for (const { trigger, script, code, sample } of pipelines) {
    if (known.has(trigger)) continue;
    await control.scripts.save({ id: script, name: script, code });
    await control.pipelines.publish({ trigger, layers: [[script]] }, sample ? { sample } : {});
  }
}
