import { describe, expect, test } from "vitest";
import { deploy, sample, signup } from "./deployment.ts";

const failed = (field: string, ...words: string[]) => ({
  code: "dry_run_failed",
  field,
  message: expect.stringMatching(new RegExp(words.join(".*"), "s")),
});

describe("nobody gets locked out: a blocking pipeline", () => {
  async function attempt(code: string, options: any, pipeline: any = signup): Promise<unknown> {
    const { control, keys } = deploy();
    await control.scripts.save({ id: "a", code });
    const before = await keys();
    const outcome = await control.pipelines.publish(pipeline, options).catch((error: unknown) => error);
    if (outcome instanceof Error) expect(await keys()).toEqual(before);
    return outcome;
  }

  test("is not published without a sample, and the error says how to give one", async () => {
    expect(await attempt("return {}", {})).toMatchObject(failed("options.sample", "before_signup", "sample", "override"));
  });

  test("is published with a sample that it allows", async () => {
    expect(await attempt("return {}", { sample })).toMatchObject({ version: 1, enabled: true });
  });

  test("is not published with a sample that it denies", async () => {
    const code = 'return {allowed = false, error = "Go away.", code = "closed"}';
    expect(await attempt(code, { sample })).toMatchObject(failed("options.sample", "closed", "Go away"));
  });

  test("is not published with a script that fails", async () => {
    expect(await attempt("local x = nil + 1", { sample })).toMatchObject(failed("pipeline", "script a", "runtime_error", "nil"));
  });

  test("is not published with a script that fails, even if that would be allowed", async () => {
    const pipeline = { ...signup, onError: "allow" };
    expect(await attempt("error('x')", { sample }, pipeline)).toMatchObject(failed("pipeline", "script a"));
  });

  test("is published with a script that catches its own faults", async () => {
    const code = 'pcall(error, "x") pcall(helpers.trace, "part", function() error("y") end)';
    expect(await attempt(code, { sample })).toMatchObject({ version: 1 });
  });

  test("is not published when it would call what no mock answers, even if it catches that", async () => {
    const code = 'pcall(helpers.fetch, "https://api.example.com/risk")';
    const wanted = failed("options.mocks.fetch", "GET https://api.example.com/risk", "mock");
    expect(await attempt(code, { sample })).toMatchObject(wanted);
    const mocks = { fetch: [{ url: "https://api.example.com/*" }] };
    expect(await attempt(code, { sample, mocks })).toMatchObject({ version: 1 });
  });

  test("is not published with a sample that is no context of the trigger", async () => {
    const wanted = failed("options.sample", "before_signup", "context.email");
    expect(await attempt("return {}", { sample: { mail: "x" } })).toMatchObject(wanted);
  });

  test("is published without a dry run by override, which is written down", async () => {
    const { control, engine } = deploy();
    await control.scripts.save({ id: "a", code: "return {allowed = false}" });
    await control.pipelines.publish(signup, { override: true, note: "closed for good" });
    expect((await control.pipelines.versions("before_signup")).items).toMatchObject([{ override: true }]);
    expect((await control.audit.list({ limit: 1 })).items).toMatchObject([
      { action: "pipeline.publish", target: "pipeline:before_signup", override: true, note: "closed for good" },
    ]);
    expect(await (await engine()).run("before_signup", sample)).toMatchObject({ allowed: false });
  });

  test("of a hook of the deployment's own is held to the same", async () => {
    const pipeline = { trigger: "before_invite", mode: "blocking", layers: [["a"]] };
    expect(await attempt("return {}", {}, pipeline)).toMatchObject({ code: "dry_run_failed" });
  });
});

test("a pipeline that cannot deny is published without a sample, and held to one that is given", async () => {
  const { control } = deploy();
  await control.scripts.save({ id: "a", code: "error('x')" });
  const pipeline = { trigger: "after_signup", layers: [["a"]] };
  const options = { sample: { user: { id: "u1" } } };
  await expect(control.pipelines.publish(pipeline, options)).rejects.toMatchObject({ code: "dry_run_failed" });
  expect(await control.pipelines.publish(pipeline)).toMatchObject({ version: 1 });
});
