import { describe, expect, test } from "vitest";
import { deploy, refused, sample, signup } from "./deployment.ts";

test("every change is in the audit log, newest first, with who, what, from and to, and why", async () => {
  const { control, as, clock } = deploy();
  const bob = as("bob");
  await control.scripts.save({ id: "a", code: "return {}" }, { note: "n1" });
  await bob.scripts.restore("a", 1);
  await control.pipelines.saveDraft(signup);
  const first = await control.pipelines.publish("before_signup", { sample, note: "n2" });
  const second = await control.pipelines.publish(signup, { override: true });
  const back = await control.pipelines.rollback("before_signup");
  await control.pipelines.disable("before_signup");
  await control.pipelines.enable("before_signup");
  await control.pipelines.unpublish("before_signup");
  await control.pipelines.discardDraft("before_signup");
  await control.secrets.set("API_KEY", "correct horse");
  await control.secrets.bind("API_KEY", ["api.example.com"]);
  await control.secrets.delete("API_KEY", { force: true });
  await control.secrets.rewrap();
  await control.scripts.delete("a");
  const { items } = await control.audit.list();
  const pipeline = "pipeline:before_signup";
  const { revision: r, planHash } = first;
  expect(items.map(({ id: _, at: __, actor: ___, ...change }) => change).reverse()).toEqual([
    { action: "script.save", target: "script:a", from: 0, to: 1, note: "n1" },
    { action: "script.restore", target: "script:a", from: 1, to: 2 },
    { action: "draft.save", target: pipeline, from: 0, to: 1 },
    { action: "pipeline.publish", target: pipeline, from: 0, to: r, planHash, note: "n2" },
    { action: "pipeline.publish", target: pipeline, from: r, to: second.revision, planHash, override: true },
    { action: "pipeline.rollback", target: pipeline, from: second.revision, to: back.revision, planHash },
    { action: "pipeline.disable", target: pipeline, from: r + 2, to: r + 3, planHash },
    { action: "pipeline.enable", target: pipeline, from: r + 3, to: r + 4, planHash },
    { action: "pipeline.unpublish", target: pipeline, from: r + 4, to: r + 5, planHash: "" },
    { action: "draft.discard", target: pipeline, from: 1, to: 2 },
    { action: "secret.set", target: "secret:API_KEY", from: 0, to: 1 },
    { action: "secret.bind", target: "secret:API_KEY", from: 1, to: 2 },
    { action: "secret.delete", target: "secret:API_KEY", from: 2, to: 3, override: true },
    { action: "keys.rewrap", target: "keys" },
    { action: "script.delete", target: "script:a", from: 2, to: 3 },
  ]);
  expect(items.at(-2)?.actor).toBe("bob");
  expect(items[0]).toMatchObject({ actor: "ada", at: clock.now, id: expect.stringMatching(/^[0-9a-f]{16}$/) });
});

describe("the audit log", () => {
  test("comes in pages", async () => {
    const { control } = deploy();
    for (let n = 0; n < 5; n++) await control.scripts.save({ id: "a", code: "" }, { note: `${n}` });
    const first = await control.audit.list({ limit: 2 });
    const second = await control.audit.list({ limit: 3, cursor: first.cursor! });
    expect([...first.items, ...second.items].map(({ note }) => note)).toEqual(["4", "3", "2", "1", "0"]);
    expect(second.cursor).toBeUndefined();
  });

  test("can be asked about one target", async () => {
    const { control } = deploy();
    for (const id of ["a", "b", "a"]) await control.scripts.save({ id, code: "" });
    const { items } = await control.audit.list({ target: "script:a" });
    expect(items.map(({ target, to }) => [target, to])).toEqual([["script:a", 2], ["script:a", 1]]);
  });

  test("has what a process was about to do that did not get any further", async () => {
    const { control, store } = deploy();
    const { put, cas } = store;
    let isGone = false;
    const once = async <Result>(write: () => Promise<Result>): Promise<Result> => {
      if (isGone) throw new Error("the process is gone");
      isGone = true;
      return write();
    };
    store.put = (...args) => once(() => put(...args));
    store.cas = (...args) => once(() => cas!(...args));
    await expect(control.scripts.save({ id: "a", code: "" })).rejects.toMatchObject({ code: "store_unavailable" });
    Object.assign(store, { put, cas });
    expect(await control.scripts.get("a")).toBeNull();
    const { items } = await control.audit.list();
    expect(items).toMatchObject([{ action: "script.save", target: "script:a", to: 1 }]);
    expect(items[0]).not.toHaveProperty("failed");
  });

  test("says of a change that failed why it did", async () => {
    const { control, as, store } = deploy();
    await Promise.allSettled([control, as("bob")].map(({ scripts }) => scripts.save({ id: "a", code: "" })));
    Object.assign(store, { fault: new Error("no route"), only: /:sv:/ });
    await expect(control.scripts.save({ id: "a", code: "" })).rejects.toMatchObject({ code: "store_unavailable" });
    const { items } = await control.audit.list();
    expect(items.map(({ failed }) => failed).sort()).toEqual(["conflict", "store_unavailable", undefined]);
  });

  test("stops every change when it cannot be written", async () => {
    const { control, store, keys } = deploy();
    await control.scripts.save({ id: "a", code: "return {}" });
    await control.pipelines.publish(signup, { sample });
    await control.secrets.set("A", "correct horse");
    await control.pipelines.saveDraft(signup);
    const before = await keys();
    const contents = await Promise.all(before.map((key) => store.get(`sluice:${key}`)));
    Object.assign(store, { fault: new Error("full"), only: /:audit:/ });
    const changes = [
      control.scripts.save({ id: "a", code: "" }),
      control.scripts.restore("a", 1),
      control.pipelines.saveDraft(signup),
      control.pipelines.discardDraft("before_signup"),
      control.pipelines.publish(signup, { sample }),
      control.pipelines.unpublish("before_signup"),
      control.pipelines.disable("before_signup"),
      control.secrets.set("A", "another horse"),
      control.secrets.bind("A", []),
      control.secrets.delete("A"),
      control.secrets.rewrap(),
    ];
    for (const change of changes) await expect(change).rejects.toMatchObject({ code: "store_unavailable" });
    store.fault = undefined;
    expect(await keys()).toEqual(before);
    expect(await Promise.all(before.map((key) => store.get(`sluice:${key}`)))).toEqual(contents);
  });

  test.each([
    [{ limit: 0 }, "query.limit"],
    [{ limit: 201 }, "query.limit"],
    [{ target: "" }, "query.target"],
    [{ cursor: 5 }, "query.cursor"],
  ])("refuses the query %j", async (query, field) => {
    await expect(deploy().control.audit.list(query as never)).rejects.toMatchObject(refused(field));
  });
});
