import { describe, expect, test } from "vitest";
import { conflict, deploy, missing, refused, signup } from "./deployment.ts";

describe("versions of a script", () => {
  test("are all kept, newest first, with who, when and why, and without their code in the list", async () => {
    const { control, as, clock } = deploy();
    await control.scripts.save({ id: "a", code: "return 1" }, { note: "first" });
    clock.now += 1_000;
    await as("bob").scripts.save({ id: "a", name: "A", code: "return 2" });
    const createdAt = clock.now - 1_000;
    expect(await control.scripts.versions("a")).toEqual({
      items: [
        { id: "a", name: "A", version: 2, createdAt, updatedAt: clock.now, updatedBy: "bob" },
        { id: "a", name: "a", version: 1, createdAt, updatedAt: createdAt, updatedBy: "ada", note: "first" },
      ],
    });
    expect(await control.scripts.version("a", 1)).toMatchObject({ code: "return 1", version: 1 });
    expect(await control.scripts.version("a", 2)).toMatchObject({ code: "return 2", version: 2 });
    expect(await control.scripts.version("a", 3)).toBeNull();
  });

  test("come in pages", async () => {
    const { control } = deploy();
    for (let n = 1; n <= 25; n++) await control.scripts.save({ id: "a", code: `return ${n}` });
    const numbers = async (page: object) => {
      const { items, cursor } = await control.scripts.versions("a", page);
      return [items.map(({ version }) => version), cursor];
    };
    expect(await numbers({ limit: 3 })).toEqual([[25, 24, 23], "23"]);
    expect(await numbers({ limit: 3, cursor: "23" })).toEqual([[22, 21, 20], "20"]);
    expect(await numbers({ limit: 3, cursor: "3" })).toEqual([[2, 1], undefined]);
    expect((await control.scripts.versions("a")).items).toHaveLength(20);
    expect(await control.scripts.versions("never")).toEqual({ items: [] });
  });

  test("differ line by line", async () => {
    const { control } = deploy();
    await control.scripts.save({ id: "a", code: "local x = 1\nreturn {}\n" });
    await control.scripts.save({ id: "a", code: "local x = 2\nreturn {}\n" });
    expect(await control.scripts.diff("a", 1, 2)).toMatchObject({
      added: 1,
      removed: 1,
      hunks: [{ lines: [{ kind: "removed", text: "local x = 1" }, { kind: "added", text: "local x = 2" }, { kind: "same" }] }],
    });
    await expect(control.scripts.diff("a", 1, 9)).rejects.toMatchObject(missing("to"));
    await expect(control.scripts.diff("a", 0, 1)).rejects.toMatchObject(refused("from"));
  });

  test("can be brought back, as a new version", async () => {
    const { control } = deploy();
    await control.scripts.save({ id: "a", name: "A", code: "good" });
    await control.scripts.save({ id: "a", name: "B", code: "bad" });
    const restored = await control.scripts.restore("a", 1, { note: "back" });
    expect(restored).toMatchObject({ version: 3, name: "A", code: "good", note: "back" });
    expect((await control.scripts.versions("a")).items.map(({ version }) => version)).toEqual([3, 2, 1]);
    await expect(control.scripts.restore("a", 9)).rejects.toMatchObject(missing("version"));
    await expect(control.scripts.restore("a", 1, { version: 2 })).rejects.toMatchObject(conflict("version"));
  });

  test("are all there whichever write of a save fails", async () => {
    for (const only of [/:audit:/, /:sv:/, /:script:/]) {
      const { control, store } = deploy();
      await control.scripts.save({ id: "a", code: "1" });
      await control.scripts.save({ id: "a", code: "2" });
      Object.assign(store, { fault: new Error("no route"), only });
      await expect(control.scripts.save({ id: "a", code: "lost" })).rejects.toMatchObject({ code: "store_unavailable" });
      store.fault = undefined;
      expect(await control.scripts.get("a")).toMatchObject({ version: 2, code: "2" });
      await control.scripts.save({ id: "a", code: "3" });
      const codes = await Promise.all([1, 2, 3].map(async (n) => (await control.scripts.version("a", n))?.code));
      expect(codes).toEqual(["1", "2", "3"]);
    }
  });

  test.each([
    ["versions", ["a", { cursor: "x" }], "page.cursor"],
    ["versions", ["a", { limit: 101 }], "page.limit"],
    ["version", ["a", 1.5], "version"],
    ["version", ["A", 1], "id"],
    ["restore", ["a", 1, { note: 5 }], "options.note"],
    ["delete", ["a", { version: -1 }], "options.version"],
  ])("%s refuses %j", async (call, args, field) => {
    const scripts = deploy().control.scripts as any;
    await expect(scripts[call](...args)).rejects.toMatchObject(refused(field));
  });
});

describe("deleting a script", () => {
  test("takes it from the lists and leaves its versions, from which it can be brought back", async () => {
    const { control } = deploy();
    await control.scripts.save({ id: "a", code: "1" });
    expect(await control.scripts.delete("a", { note: "not needed" })).toBe(true);
    expect(await control.scripts.delete("a")).toBe(false);
    expect(await control.scripts.get("a")).toBeNull();
    expect(await control.scripts.list()).toEqual([]);
    expect((await control.scripts.versions("a")).items).toMatchObject([{ version: 2, deleted: true }, { version: 1 }]);
    expect(await control.scripts.version("a", 2)).toBeNull();
    expect(await control.scripts.restore("a", 1)).toMatchObject({ version: 3, code: "1" });
  });

  test("lets a new one of that id go on counting", async () => {
    const { control } = deploy();
    await control.scripts.save({ id: "a", code: "1" });
    await control.scripts.delete("a");
    const saved = await control.scripts.save({ id: "a", code: "new" }, { version: 0 });
    expect(saved).toMatchObject({ version: 3 });
    expect(saved).not.toHaveProperty("deleted");
  });

  test("is refused while a draft names it, with the trigger", async () => {
    const { control } = deploy();
    await control.scripts.save({ id: "a", code: "return {}" });
    await control.pipelines.saveDraft(signup);
    await expect(control.scripts.delete("a")).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("before_signup"),
      problems: [{ kind: "in_use", message: "The draft of before_signup names script a.", nodes: ["before_signup"] }],
    });
    await control.pipelines.discardDraft("before_signup");
    expect(await control.scripts.delete("a")).toBe(true);
  });

  test("is refused while a published pipeline names it, also one that is switched off", async () => {
    const { control } = deploy();
    await control.scripts.save({ id: "a", code: "return {}" });
    await control.pipelines.publish({ trigger: "token_build", layers: [["a"]] });
    await control.pipelines.disable("token_build");
    await expect(control.scripts.delete("a")).rejects.toMatchObject({ code: "conflict", problems: [{ nodes: ["token_build"] }] });
    await control.pipelines.unpublish("token_build");
    expect(await control.scripts.delete("a")).toBe(true);
  });

  test("at a version that is not the newest is a conflict", async () => {
    const { control } = deploy();
    await control.scripts.save({ id: "a", code: "1" });
    await control.scripts.save({ id: "a", code: "2" });
    await expect(control.scripts.delete("a", { version: 1 })).rejects.toMatchObject(conflict("version"));
    expect(await control.scripts.get("a")).toMatchObject({ code: "2" });
  });
});
