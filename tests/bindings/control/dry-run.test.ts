import { defineHook } from "sluice";
import { describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { deploy, missing, refused, sample, signup, type Deployment } from "./deployment.ts";

const url = "https://api.example.com/risk";
const fetching = `local r = helpers.fetch("${url}") return {data = {status = r.status, risk = r.body.risk}}`;

async function withScript(code: string, options = {}): Promise<Deployment> {
  const deployment = deploy(options);
  await deployment.control.scripts.save({ id: "a", code });
  return deployment;
}

describe("a dry run", () => {
  test("answers outcome and trace of the pipeline with the scripts as they are now, and writes nothing", async () => {
    const { control, keys } = await withScript("return {data = {email = context.email}}");
    const before = await keys();
    const run = await control.pipelines.dryRun(signup, sample, { userId: "u1" });
    expect(run).toMatchObject({
      outcome: { allowed: true, data: { email: "ada@example.com" } },
      trace: { status: "success", userId: "u1", spans: [{ scriptId: "a" }] },
      wouldCall: [],
    });
    expect(await keys()).toEqual(before);
  });

  test("waits as long as a mock says, and gives up at the deadline", async () => {
    const { control } = await withScript(`local ok, why = pcall(helpers.fetch, "${url}") return {data = {ok = ok, why = why}}`);
    const dryRun = (latencyMs: number, limits: object) =>
      control.pipelines.dryRun({ ...signup, limits }, sample, { mocks: { fetch: [{ url, latencyMs }] } });
    expect((await dryRun(1, {})).outcome).toMatchObject({ data: { ok: true } });
    const late = await dryRun(60_000, { fetchMs: 20 });
    expect(late.outcome).toMatchObject({ data: { ok: false, why: expect.stringContaining("20 ms") } });
  });

  test("runs the draft of a trigger", async () => {
    const { control } = await withScript('return {allowed = false, error = "No.", code = "no"}');
    await control.pipelines.saveDraft(signup);
    const { outcome } = await control.pipelines.dryRun("before_signup", sample);
    expect(outcome).toEqual({ allowed: false, error: "No.", code: "no" });
    await expect(control.pipelines.dryRun("before_signin", {})).rejects.toMatchObject(missing("pipeline"));
  });

  test("fetches nothing: a mock answers", async () => {
    const platform = vi.spyOn(globalThis, "fetch");
    const { control } = await withScript(fetching);
    const mocks = { fetch: [{ url, method: "post", status: 500 }, { url, status: 201, json: { risk: 7 } }] };
    const run = await control.pipelines.dryRun(signup, sample, { mocks });
    expect(run).toMatchObject({ outcome: { allowed: true, data: { status: 201, risk: 7 } }, wouldCall: [] });
    expect(platform).not.toHaveBeenCalled();
    platform.mockRestore();
  });

  test("tells what it would call where no mock answers, and the script sees a failed fetch", async () => {
    const { control } = await withScript(`
      local ok, fault = pcall(helpers.fetch, "${url}", {method = "POST"})
      return {data = {ok = ok, fault = tostring(fault)}}`);
    expect(await control.pipelines.dryRun(signup, sample, { mocks: { fetch: [{ url: `${url}/other` }] } })).toMatchObject({
      outcome: { allowed: true, data: { ok: false, fault: expect.stringContaining("no mock") } },
      wouldCall: [{ url, method: "POST" }],
    });
  });

  test.each([
    ["a URL that begins so", { url: "https://api.example.com/*" }, true],
    ["only a URL that is the same", { url: "https://api.example.com/" }, false],
    ["a method in any case", { url, method: "get" }, true],
    ["no other method", { url, method: "PUT" }, false],
  ])("a mock answers %s", async (_, mock, answers) => {
    const { control } = await withScript(`return {data = {ok = pcall(helpers.fetch, "${url}")}}`);
    const { outcome, wouldCall } = await control.pipelines.dryRun(signup, sample, { mocks: { fetch: [mock] } });
    expect(outcome).toMatchObject({ data: { ok: answers } });
    expect(wouldCall).toHaveLength(answers ? 0 : 1);
  });

  test("a mock can answer without a body, with headers, or not at all", async () => {
    const { control } = await withScript(`
      local r = helpers.fetch("${url}/1")
      local ok = pcall(helpers.fetch, "${url}/2")
      return {data = {status = r.status, tag = r.headers.etag, ok = ok}}`);
    const fetch = [{ url: `${url}/1`, status: 204, headers: { ETag: "x" } }, { url: `${url}/2`, fails: true }];
    const { outcome, wouldCall } = await control.pipelines.dryRun(signup, sample, { mocks: { fetch } });
    expect(outcome).toMatchObject({ data: { status: 204, tag: "x", ok: false } });
    expect(wouldCall).toEqual([]);
  });

  test("keeps to the deployment's fetch policy", async () => {
    const { control } = await withScript(fetching, { fetchPolicy: { hosts: ["other.example.com"] } });
    const { outcome } = await control.pipelines.dryRun(signup, sample, { mocks: { fetch: [{ url }] } });
    expect(outcome).toMatchObject({ allowed: false, code: "fetch_denied" });
  });

  test("finds the deployment's settings, and counts rate limits where they do no harm", async () => {
    const { control, keys } = await withScript(
      'return {data = {mode = helpers.env("MODE"), first = helpers.rateLimit({key = "k", limit = 1, window = 60}).allowed}}',
      { env: { MODE: "strict" } },
    );
    for (let runs = 0; runs < 2; runs++) {
      const { outcome } = await control.pipelines.dryRun(signup, sample);
      expect(outcome).toMatchObject({ data: { mode: "strict", first: true } });
    }
    expect(await keys("rate")).toEqual([]);
  });

  test("checks the context as a run would, also of a hook of the deployment's own", async () => {
    const { control } = await withScript("return {}");
    await expect(control.pipelines.dryRun(signup, {})).rejects.toMatchObject({ code: "invalid_context", field: "context.email" });
    const invite = defineHook({ name: "before_invite", mode: "blocking", context: z.looseObject({ guest: z.string() }) });
    const own = await withScript("return {}", { hooks: [invite] });
    const pipeline = { trigger: "before_invite", mode: "blocking", layers: [["a"]] } as const;
    await expect(own.control.pipelines.dryRun(pipeline, {})).rejects.toMatchObject({ field: "context.guest" });
    expect(await own.control.pipelines.dryRun(pipeline, { guest: "eve" })).toMatchObject({ outcome: { allowed: true } });
  });

  test("refuses a pipeline that could not be published", async () => {
    const { control } = await withScript("return {");
    await expect(control.pipelines.dryRun(signup, sample)).rejects.toMatchObject({ code: "syntax_error" });
  });

  test.each<[string, any, string]>([
    ["mocks of another form", { mocks: { fetch: {} } }, "options.mocks.fetch"],
    ["a mock without a URL", { mocks: { fetch: [{}] } }, "options.mocks.fetch[0].url"],
    ["a misspelt mock", { mocks: { fetch: [{ url, statusCode: 200 }] } }, "options.mocks.fetch[0]"],
    ["an endless latency", { mocks: { fetch: [{ url, latencyMs: 60_001 }] } }, "options.mocks.fetch[0].latencyMs"],
    ["a status there is not", { mocks: { fetch: [{ url, status: 101 }] } }, "options.mocks.fetch[0].status"],
    ["another word for secrets", { secrets: "real" }, "options.secrets"],
  ])("refuses %s", async (_, options, field) => {
    const { control } = await withScript("return {}");
    await expect(control.pipelines.dryRun(signup, sample, options)).rejects.toMatchObject(refused(field));
  });
});

describe("in a dry run, secrets are", () => {
  const value = "correct horse battery";
  const telling = 'return {data = {h = helpers.hash(helpers.secret("API_KEY") or "nil")}}';
  const hashOf = async ({ control }: Deployment, secrets?: any) => {
    const { outcome } = await control.pipelines.dryRun(signup, sample, secrets && { secrets });
    return (outcome as any).data?.h;
  };
  const sha256 = async (text: string) => {
    return Buffer.from(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))).toString("hex");
  };

  test("stand-ins, the stored ones only when asked for, and values of the caller's own", async () => {
    const deployment = await withScript(telling);
    expect(await hashOf(deployment)).toBe(await sha256("nil"));
    await deployment.control.secrets.set("API_KEY", value);
    expect(await hashOf(deployment)).toBe(await sha256("stand-in for API_KEY"));
    expect(await hashOf(deployment, "stored")).toBe(await sha256(value));
    expect(await hashOf(deployment, { API_KEY: "another value" })).toBe(await sha256("another value"));
  });

  test("bound as they are, so that one that is sent elsewhere fails as it would", async () => {
    const { control } = await withScript(
      `return {data = {s = helpers.fetch("${url}", {headers = {authorization = helpers.secret("API_KEY")}}).status}}`,
    );
    await control.secrets.set("API_KEY", value, { hosts: ["other.example.com"] });
    const options = { mocks: { fetch: [{ url }] } };
    expect((await control.pipelines.dryRun(signup, sample, options)).outcome).toMatchObject({ code: "secret_bound" });
    await control.secrets.bind("API_KEY", ["api.example.com"]);
    expect((await control.pipelines.dryRun(signup, sample, options)).outcome).toMatchObject({ data: { s: 200 } });
  });

  test("masked in what it would call", async () => {
    const { control } = await withScript(`pcall(helpers.fetch, "${url}?key=" .. helpers.secret("API_KEY"))`);
    await control.secrets.set("API_KEY", "unbound-value");
    const run = await control.pipelines.dryRun(signup, sample, { secrets: "stored" });
    expect(run.wouldCall).toHaveLength(1);
    expect(JSON.stringify(run)).not.toContain("unbound-value");
  });
});
