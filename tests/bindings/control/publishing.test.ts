import { describe, expect, test } from "vitest";
import { answer, conflict, dataOf, deploy, missing, publishScript, refused, sample, signup } from "./deployment.ts";

describe("publishing", () => {
  test("the saved draft publishes what it is, unless somebody changed it since it was seen", async () => {
    const deployment = deploy();
    const { control } = deployment;
    await control.scripts.save({ id: "a", code: answer(1) });
    await expect(control.pipelines.publish("before_signup", { sample })).rejects.toMatchObject(missing("pipeline"));
    await control.pipelines.saveDraft(signup);
    await expect(control.pipelines.publish("before_signup", { sample, draft: 2 })).rejects.toMatchObject(conflict("draft"));
    await control.pipelines.publish("before_signup", { sample, draft: 1 });
    expect(await dataOf(deployment)).toEqual({ n: 1 });
  });

  test("over something else than the caller has seen is a conflict", async () => {
    const { control } = deploy();
    await control.scripts.save({ id: "a", code: "return {}" });
    const { revision } = await control.pipelines.publish(signup, { sample, revision: 0 });
    await expect(control.pipelines.publish(signup, { sample, revision: 0 })).rejects.toMatchObject(conflict("revision"));
    await control.pipelines.publish(signup, { sample, revision });
    for (const call of ["unpublish", "rollback", "enable", "disable"] as const) {
      await expect(control.pipelines[call]("before_signup", { revision })).rejects.toMatchObject(conflict("revision"));
    }
  });

  test("by two at the same time: one wins, the other gets a conflict, and the history has the winner only", async () => {
    const deployment = deploy();
    const { control, as } = deployment;
    await publishScript(deployment, answer(1));
    await control.scripts.save({ id: "b", code: answer(2) });
    const [mine, other] = [signup, { ...signup, layers: [["b"]] }];
    const results = await Promise.allSettled([
      control.pipelines.publish(mine, { sample }),
      as("bob").pipelines.publish(other, { sample }),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(results.find(({ status }) => status === "rejected")).toMatchObject({ reason: conflict() });
    const winner = results[0]!.status === "fulfilled" ? "ada" : "bob";
    const { items } = await control.pipelines.versions("before_signup");
    expect(items.map(({ publishedBy }) => publishedBy)).toEqual([winner, "ada"]);
    const next = await control.pipelines.publish(mine, { sample });
    const history = (await control.pipelines.versions("before_signup")).items;
    expect(history.map(({ version }) => version)).toEqual([next.version, items[0]!.version, 1]);
  });

  test.each<[string, any, string]>([
    ["a sample that is no object", { sample: 5 }, "options.sample"],
    ["another word for override", { override: "yes" }, "options.override"],
    ["a revision that is none", { revision: -1 }, "options.revision"],
    ["mocks of another form", { mocks: 5 }, "options.mocks"],
  ])("refuses %s", async (_, options, field) => {
    await expect(deploy().control.pipelines.publish(signup, options)).rejects.toMatchObject(refused(field));
  });
});

describe("a publish that breaks off", () => {
  const writes = [/:audit:/, /:plan:/, /:pv:/, /:pointer:/];

  test.each(writes)("at the write to %s serves what was there before, and can be done again", async (only) => {
    const deployment = deploy();
    const { control, store } = deployment;
    await publishScript(deployment, answer(1));
    await control.scripts.save({ id: "a", code: answer(2) });
    const { put, cas } = store;
    const breaking = (key: string): void => {
      if (only.test(key)) throw new Error("the process is gone");
    };
    store.put = async (key, ...rest) => (breaking(key), put(key, ...rest));
    store.cas = async (key, ...rest) => (breaking(key), cas!(key, ...rest));
    await expect(control.pipelines.publish(signup, { sample })).rejects.toMatchObject({ code: "store_unavailable" });
    Object.assign(store, { put, cas });
    expect(await dataOf(deployment)).toEqual({ n: 1 });
    expect((await control.pipelines.versions("before_signup")).items.map(({ version }) => version)).toEqual([1]);
    await control.pipelines.publish(signup, { sample });
    expect(await dataOf(deployment)).toEqual({ n: 2 });
    expect((await control.pipelines.versions("before_signup")).items).toHaveLength(2);
  });

  test("is never half there for an engine that looks after each write", async () => {
    const deployment = deploy();
    const { control, store } = deployment;
    await publishScript(deployment, answer(1));
    await control.scripts.save({ id: "a", code: answer(2) });
    const seen: unknown[] = [];
    const { put, cas } = store;
    const look = async (key: string): Promise<void> => {
      // The engine writes, too: its traces.
      if (/:(audit|plan|pv|pointer):/.test(key)) seen.push(await dataOf(deployment));
    };
    store.put = async (key, ...rest) => (await put(key, ...rest), look(key));
    store.cas = async (key, ...rest) => {
      const done = await cas!(key, ...rest);
      await look(key);
      return done;
    };
    await control.pipelines.publish(signup, { sample });
    expect(seen).toEqual([{ n: 1 }, { n: 1 }, { n: 1 }, { n: 2 }]);
  });
});
