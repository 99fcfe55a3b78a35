import { describe, expect, test } from "vitest";
import { answer, deploy, missing, publishScript, sample, signup, type Deployment } from "./deployment.ts";

describe("the history of a trigger", () => {
  test("tells who published what, when and why, and how it differs from what ran before", async () => {
    const { control, as, clock } = deploy();
    for (const id of ["a", "b", "c"]) await control.scripts.save({ id, code: "return {}" });
    const first = await control.pipelines.publish({ ...signup, layers: [["a"], ["b"]] }, { sample, note: "first" });
    clock.now += 1_000;
    await control.scripts.save({ id: "a", code: "return {data = {}}" });
    const changed = { ...signup, layers: [["a"], ["c"]], onError: "allow" } as const;
    const second = await as("bob").pipelines.publish(changed, { sample });
    expect(await control.pipelines.versions("before_signup")).toEqual({
      items: [
        {
          version: 2,
          planHash: second.planHash,
          mode: "blocking",
          pipeline: changed,
          scripts: { a: 2, c: 1 },
          publishedAt: clock.now,
          publishedBy: "bob",
          previous: 1,
          changes: { added: ["c"], removed: ["b"], changed: ["a"], settings: ["layers", "onError"] },
        },
        {
          version: 1,
          planHash: first.planHash,
          mode: "blocking",
          pipeline: { ...signup, layers: [["a"], ["b"]] },
          scripts: { a: 1, b: 1 },
          publishedAt: clock.now - 1_000,
          publishedBy: "ada",
          note: "first",
          previous: 0,
          changes: { added: ["a", "b"], removed: [], changed: [], settings: ["layers"] },
        },
      ],
    });
  });

  test("comes in pages, also around versions that never went live or are gone", async () => {
    const { control, store, tamper, keys } = deploy();
    await control.scripts.save({ id: "a", code: "return {}" });
    for (let n = 0; n < 6; n++) {
      if (n === 3) store.cas = ((cas) => async (key, ...rest) => (/:pointer:/.test(key) ? false : cas!(key, ...rest)))(store.cas);
      await control.pipelines.publish(signup, { sample, note: `${n}` }).catch(() => undefined);
      if (n === 3) Object.assign(store, { cas: deployCas(store) });
    }
    expect(await keys("pv:")).toHaveLength(6);
    const page = async (options: object) => {
      const { items, cursor } = await control.pipelines.versions("before_signup", options);
      return [items.map(({ version }) => version), cursor];
    };
    expect(await page({})).toEqual([[6, 5, 3, 2, 1], undefined]);
    expect(await page({ limit: 2 })).toEqual([[6, 5], "4"]);
    expect(await page({ limit: 2, cursor: "4" })).toEqual([[3, 2], "2"]);
    await store.delete("sluice:pv:before_signup:0000000005");
    expect(await page({})).toEqual([[6, 4, 3, 2, 1], undefined]);
    await tamper("pv:before_signup:0000000006", (record) => ({ ...record, follows: 9 }));
    expect(await page({})).toEqual([[6, 4, 3, 2, 1], undefined]);
  });

  /** The store's own compare-and-set, from get and put. */
  function deployCas(store: Deployment["store"]): NonNullable<Deployment["store"]["cas"]> {
    return async (key, expected, value) => {
      if ((await store.get(key)) !== expected) return false;
      await store.put(key, value);
      return true;
    };
  }

  test("shows the difference of two versions line by line", async () => {
    const { control } = deploy();
    await control.scripts.save({ id: "a", code: "return {\n}\n" });
    await control.scripts.save({ id: "b", code: "return {}\n" });
    await control.pipelines.publish({ ...signup, layers: [["a", "b"]] }, { sample });
    await control.scripts.save({ id: "a", code: "return {\n  data = {},\n}\n" });
    await control.pipelines.publish(signup, { sample });
    expect(await control.pipelines.diff("before_signup", 1, 2)).toMatchObject({
      changes: { removed: ["b"], changed: ["a"], settings: ["layers"] },
      scripts: [
        { id: "a", diff: { added: 1, removed: 0 } },
        { id: "b", diff: { added: 0, removed: 1 } },
      ],
    });
    await expect(control.pipelines.diff("before_signup", 1, 7)).rejects.toMatchObject(missing("to"));
  });

  test("outlives a lost pointer", async () => {
    const deployment = deploy();
    await publishScript(deployment, answer(1));
    await publishScript(deployment, answer(2));
    await deployment.store.delete("sluice:pointer:before_signup");
    const { control } = deployment;
    expect((await control.pipelines.versions("before_signup")).items.map(({ version }) => version)).toEqual([2, 1]);
    expect(await control.pipelines.rollback("before_signup", { version: 2 })).toMatchObject({ version: 2 });
    expect(await control.pipelines.publish(signup, { sample })).toMatchObject({ version: 3 });
  });
});
