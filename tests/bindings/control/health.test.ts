import { describe, expect, test } from "vitest";
import { deploy, publishScript, refused, sample, type Deployment } from "./deployment.ts";

const failing = 'if context.email:find("fail") then error("x") end if context.email:find("deny") then return {allowed = false} end';

async function runs(deployment: Deployment, counts: { good?: number; fail?: number; deny?: number }): Promise<void> {
  const engine = await deployment.engine();
  for (const [kind, count = 0] of Object.entries(counts)) {
    for (let n = 0; n < count; n++) {
      deployment.clock.now++;
      await engine.run("before_signup", { email: `${kind}@b.co` });
    }
  }
  await engine.close();
}

describe("the health of a pipeline", () => {
  test("counts how its runs ended since it was published", async () => {
    const deployment = deploy();
    await publishScript(deployment, failing);
    await runs(deployment, { good: 5, fail: 3, deny: 2 });
    const { now } = deployment.clock;
    expect(await deployment.control.pipelines.health("before_signup")).toEqual({
      trigger: "before_signup",
      runs: 10,
      errors: 3,
      blocked: 2,
      errorRate: 0.3,
      flagged: false,
      since: now - 10,
      partial: false,
    });
  });

  test("begins anew with each publish and rollback, and not with the switch", async () => {
    const deployment = deploy();
    const { control, clock } = deployment;
    await publishScript(deployment, failing);
    await runs(deployment, { fail: 4 });
    clock.now++;
    await publishScript(deployment, `${failing} -- again`);
    expect(await control.pipelines.health("before_signup")).toMatchObject({ runs: 0, errorRate: 0, rollbackTo: 1 });
    await runs(deployment, { good: 2 });
    clock.now++;
    await control.pipelines.disable("before_signup");
    await control.pipelines.enable("before_signup");
    expect(await control.pipelines.health("before_signup")).toMatchObject({ runs: 2, errors: 0 });
    await control.pipelines.rollback("before_signup");
    expect(await control.pipelines.health("before_signup")).toMatchObject({ runs: 0 });
  });

  test("is flagged when more than a tenth of at least twenty runs failed, and one call rolls back", async () => {
    const deployment = deploy();
    const { control } = deployment;
    await publishScript(deployment, "return {data = {n = 1}}");
    deployment.clock.now++;
    await publishScript(deployment, failing);
    await runs(deployment, { fail: 2, good: 17 });
    const health = async () => control.pipelines.health("before_signup");
    expect(await health()).toMatchObject({ runs: 19, flagged: false });
    await runs(deployment, { good: 1 });
    expect(await health()).toMatchObject({ runs: 20, errorRate: 0.1, flagged: false });
    await runs(deployment, { fail: 1 });
    expect(await health()).toMatchObject({ runs: 21, flagged: true, rollbackTo: 1 });
    await control.pipelines.rollback("before_signup");
    expect(await (await deployment.engine()).run("before_signup", sample)).toMatchObject({ data: { n: 1 } });
  });

  test("is flagged as the caller says", async () => {
    const deployment = deploy();
    await publishScript(deployment, failing);
    await runs(deployment, { fail: 1, good: 1 });
    const flagged = async (options: object) => (await deployment.control.pipelines.health("before_signup", options)).flagged;
    expect(await flagged({ minRuns: 2, maxErrorRate: 0.49 })).toBe(true);
    expect(await flagged({ minRuns: 2, maxErrorRate: 0.5 })).toBe(false);
    expect(await flagged({ minRuns: 3, maxErrorRate: 0.1 })).toBe(false);
  });

  test("of more runs than are looked at is that of the newest, counted from one moment on", async () => {
    const deployment = deploy();
    const { control, clock, store } = deployment;
    await publishScript(deployment, failing);
    const published = clock.now;
    const put = async (status: string, at: number): Promise<void> => {
      const id = String(at).padStart(32, "0");
      const rev = String(9_999_999_999_999 - at).padStart(13, "0");
      const row = { t: at, g: "before_signup", s: status, d: 1 };
      await store.put(`sluice:ix:g:before_signup:${status}:${rev}:${id}`, "", { metadata: row });
    };
    for (let n = 1; n <= 1_500; n++) await put("success", published + 2 * n);
    for (let n = 1; n <= 300; n++) await put("error", published + 10 * n + 1);
    const { runs: counted, errors, partial, since, errorRate } = await control.pipelines.health("before_signup");
    expect(partial).toBe(true);
    expect(since).toBe(published + 2 * 501);
    expect(counted).toBe(1_000 + errors);
    expect(errors).toBe(200);
    expect(errorRate).toBeCloseTo(200 / 1_200);
  });

  test("of a trigger without a pipeline is empty", async () => {
    expect(await deploy().control.pipelines.health("before_signup")).toMatchObject({ runs: 0, since: 0, flagged: false });
  });

  test.each([
    [{ maxErrorRate: 1.1 }, "options.maxErrorRate"],
    [{ minRuns: 0 }, "options.minRuns"],
  ])("refuses %j", async (options, field) => {
    await expect(deploy().control.pipelines.health("before_signup", options)).rejects.toMatchObject(refused(field));
  });
});
