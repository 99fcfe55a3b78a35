import { describe, expect, test } from "vitest";
import { answer, dataOf, deploy, keyNamed, missing, publishScript, refused, sample, signup, type Deployment } from "./deployment.ts";

describe("a rollback", () => {
  async function threeVersions(): Promise<Deployment> {
    const deployment = deploy();
    for (const n of [1, 2, 3]) {
      deployment.clock.now += 1_000;
      await publishScript(deployment, answer(n));
    }
    return deployment;
  }

  test("goes to the version that ran before, each time one further back", async () => {
    const deployment = await threeVersions();
    const { control, engine } = deployment;
    const running = await engine();
    const data = async () => ((await running.run("before_signup", sample)) as any).data;
    expect(await data()).toEqual({ n: 3 });
    const { revision } = await control.pipelines.rollback("before_signup", { note: "broken" });
    expect(await data()).toEqual({ n: 2 });
    expect(await control.pipelines.rollback("before_signup")).toMatchObject({ version: 1, revision: revision + 1 });
    expect(await data()).toEqual({ n: 1 });
    await expect(control.pipelines.rollback("before_signup")).rejects.toMatchObject(refused("options.version"));
  });

  test("goes to a version that is named, and publishing goes on counting from the last", async () => {
    const { control } = await threeVersions();
    expect(await control.pipelines.rollback("before_signup", { version: 1 })).toMatchObject({ version: 1 });
    expect(await control.pipelines.publish(signup, { sample })).toMatchObject({ version: 4 });
    expect((await control.pipelines.versions("before_signup", { limit: 1 })).items).toMatchObject([{ previous: 1 }]);
    expect(await control.pipelines.rollback("before_signup")).toMatchObject({ version: 1 });
    await expect(control.pipelines.rollback("before_signup", { version: 9 })).rejects.toMatchObject(missing("options.version"));
  });

  test("brings back what was unpublished", async () => {
    const deployment = await threeVersions();
    await deployment.control.pipelines.unpublish("before_signup");
    expect(await deployment.control.pipelines.rollback("before_signup")).toMatchObject({ version: 3 });
    expect(await dataOf(deployment)).toEqual({ n: 3 });
  });

  test.each<[string, (version: any) => object]>([
    ["with the plan of another version", (version) => ({ ...version, planHash: "0".repeat(64) })],
    ["with another number", (version) => ({ ...version, version: 1, revision: version.revision + 1 })],
    ["without its signature", ({ mac: _, ...version }) => version],
  ])("does not go to a version that somebody wrote into the store %s", async (_, change) => {
    const { control, tamper, record } = await threeVersions();
    const before = await record("pointer:before_signup");
    await tamper("pv:before_signup:0000000002", change);
    await expect(control.pipelines.rollback("before_signup")).rejects.toMatchObject({
      code: expect.stringMatching(/^(plan_invalid|store_unavailable)$/),
    });
    expect(await record("pointer:before_signup")).toEqual(before);
  });

  test("does not go where somebody wrote that it should", async () => {
    const { control, tamper } = await threeVersions();
    await tamper("pointer:before_signup", (pointer) => ({ ...pointer, previous: 1 }));
    await expect(control.pipelines.rollback("before_signup")).rejects.toMatchObject(refused("options.version"));
    expect(await control.pipelines.rollback("before_signup", { version: 2 })).toMatchObject({ version: 2 });
  });

  test("does not go to a version put in the place of another", async () => {
    const { control, record, tamper } = await threeVersions();
    const first = await record("pv:before_signup:0000000001");
    await tamper("pv:before_signup:0000000002", () => ({ ...first, version: 2 }));
    await expect(control.pipelines.rollback("before_signup")).rejects.toMatchObject({ code: "plan_invalid" });
  });

  test("does not go to a version whose plan is gone or changed", async () => {
    const { control, store, record } = await threeVersions();
    const { planHash } = await record("pv:before_signup:0000000002");
    await store.put(`sluice:plan:${planHash}`, JSON.stringify({ trigger: "before_signup", layers: [] }));
    await expect(control.pipelines.rollback("before_signup")).rejects.toMatchObject({ code: "plan_invalid" });
    await store.delete(`sluice:plan:${planHash}`);
    await expect(control.pipelines.rollback("before_signup")).rejects.toMatchObject({ code: "store_unavailable" });
  });
});

describe("the switch of a trigger", () => {
  test("lets it answer exactly an allow, without a trace, until it is switched on again", async () => {
    const deployment = deploy();
    const { control, engine, keys } = deployment;
    await publishScript(deployment, "return {allowed = false}");
    const running = await engine();
    expect(await running.run("before_signup", sample)).toMatchObject({ allowed: false });
    await running.close();
    const traces = (await keys("tr:")).length;
    expect(await control.pipelines.disable("before_signup")).toMatchObject({ enabled: false, version: 1 });
    expect(await running.run("before_signup", sample)).toEqual({ allowed: true });
    await running.close();
    expect(await keys("tr:")).toHaveLength(traces);
    expect(await control.pipelines.enable("before_signup")).toMatchObject({ enabled: true, version: 1 });
    expect(await running.run("before_signup", sample)).toMatchObject({ allowed: false });
  });

  test("changes nothing where it stands so already, and is in the audit log where it does", async () => {
    const deployment = deploy();
    const { control } = deployment;
    await publishScript(deployment, "return {}");
    const off = await control.pipelines.disable("before_signup", { note: "incident 7" });
    expect(await control.pipelines.disable("before_signup")).toEqual(off);
    await control.pipelines.enable("before_signup");
    const { items } = await control.audit.list({ target: "pipeline:before_signup" });
    expect(items.map(({ action, note }) => [action, note])).toEqual(
      expect.arrayContaining([["pipeline.enable", undefined], ["pipeline.disable", "incident 7"]]),
    );
    expect(items).toHaveLength(3);
  });

  test("stays off when another version is published or rolled back to", async () => {
    const deployment = deploy();
    const { control } = deployment;
    await publishScript(deployment, answer(1));
    await control.pipelines.disable("before_signup");
    await control.scripts.save({ id: "a", code: answer(2) });
    expect(await control.pipelines.publish(signup, { sample })).toMatchObject({ version: 2, enabled: false });
    expect(await control.pipelines.rollback("before_signup")).toMatchObject({ version: 1, enabled: false });
    expect(await dataOf(deployment)).toBeUndefined();
    await control.pipelines.enable("before_signup");
    expect(await dataOf(deployment)).toEqual({ n: 1 });
  });

  test("thrown by somebody with access to the store only is not believed", async () => {
    const deployment = deploy();
    await publishScript(deployment, "return {allowed = false}");
    await deployment.tamper("pointer:before_signup", (pointer) => ({ ...pointer, disabled: true }));
    const outcome = await (await deployment.engine()).run("before_signup", sample);
    expect(outcome).toMatchObject({ allowed: false, code: "plan_invalid" });
    await expect(deployment.control.pipelines.enable("before_signup")).rejects.toMatchObject({ code: "plan_invalid" });
  });

  test("is refused where nothing is published", async () => {
    const { control } = deploy();
    await expect(control.pipelines.disable("before_signup")).rejects.toMatchObject(missing("trigger"));
    await expect(control.pipelines.enable("Bad:name")).rejects.toMatchObject(refused("trigger"));
  });

  test("does not sign a plan that somebody put into the store", async () => {
    const deployment = deploy();
    await publishScript(deployment, "return {}");
    await deployment.tamper("pointer:before_signup", (pointer) => ({ ...pointer, planHash: "0".repeat(64) }));
    await expect(deployment.control.pipelines.disable("before_signup")).rejects.toMatchObject({ code: "plan_invalid" });
    const stranger = deployment.as("eve", { secretKeys: [keyNamed("k1", 9)] });
    await expect(stranger.pipelines.disable("before_signup")).rejects.toMatchObject({ code: "plan_invalid" });
  });
});
