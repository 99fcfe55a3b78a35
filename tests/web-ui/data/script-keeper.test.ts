import { createControl, memoryStore, type Control } from "sluice";
import { beforeEach, describe, expect, test } from "vitest";

import { ScriptKeeper } from "../../../web-ui/src/data/script-keeper.ts";
import { keptTexts, type FakeTexts } from "./kept-texts.ts";

const id = "gate";
let control: Control;
let texts: FakeTexts;

async function opened(): Promise<ScriptKeeper> {
  const keeper = new ScriptKeeper({ id, home: "admin", control, texts });
  await keeper.read();
  return keeper;
}

beforeEach(async () => {
  control = createControl({ store: memoryStore(), actor: "ada" });
  texts = keptTexts();
  await control.scripts.save({ id, name: "Gate", code: "return {}" });
});

describe("a script that is typed", () => {
  test("is no version until it is saved, however much is typed", async () => {
    const keeper = await opened();
    keeper.edit({ code: "return 1" });
    keeper.edit({ code: "return 2" });
    expect([keeper.isEdited, (await control.scripts.get(id))?.version]).toEqual([true, 1]);
    expect(await keeper.save("why")).toBe(true);
    expect(await control.scripts.get(id)).toMatchObject({ version: 2, code: "return 2", name: "Gate", note: "why" });
    expect([keeper.isEdited, texts.size]).toEqual([false, 0]);
  });

  test("survives a reload", async () => {
    (await opened()).edit({ code: "return 1", name: "New name" });
    expect((await opened()).snapshot()).toMatchObject({ code: "return 1", name: "New name", save: { kind: "edited" } });
  });

  test("is as saved when it is typed back to what was saved", async () => {
    const keeper = await opened();
    keeper.edit({ code: "return 1" });
    keeper.edit({ code: "return {}" });
    expect([keeper.isEdited, texts.size]).toEqual([false, 0]);
  });

  test("that was typed on while it was being saved stays edited", async () => {
    const keeper = await opened();
    keeper.edit({ code: "return 1" });
    const saving = keeper.save();
    keeper.edit({ code: "return 12" });
    await saving;
    expect(keeper.snapshot()).toMatchObject({
      code: "return 12",
      save: { kind: "edited" },
      stored: { code: "return 1" },
    });
  });

  test("saves nothing when nothing was changed", async () => {
    const keeper = await opened();
    expect([await keeper.save(), (await control.scripts.get(id))?.version]).toEqual([true, 1]);
  });

  test("makes a script where there was none", async () => {
    await control.scripts.delete(id);
    const keeper = await opened();
    expect(keeper.snapshot()).toMatchObject({ stored: null, code: "", name: id });
    keeper.edit({ code: "return {}" });
    expect(await keeper.save()).toBe(true);
  });

  test("goes back to what was saved", async () => {
    const keeper = await opened();
    keeper.edit({ code: "return 1" });
    keeper.discard();
    expect(keeper.snapshot()).toMatchObject({ code: "return {}", save: { kind: "saved" } });
  });
});

describe("a script that somebody else saved in between", () => {
  async function conflicting(mine = "mine"): Promise<ScriptKeeper> {
    const keeper = await opened();
    keeper.edit({ code: mine });
    await control.as("jun").scripts.save({ id, code: "theirs" });
    expect(await keeper.save()).toBe(false);
    return keeper;
  }

  test("is a conflict, and what was typed stays", async () => {
    const keeper = await conflicting();
    expect(keeper.snapshot()).toMatchObject({ code: "mine", save: { kind: "conflict", theirs: { updatedBy: "jun" } } });
    expect((await opened()).snapshot()).toMatchObject({ code: "mine", save: { kind: "conflict" } });
  });

  test("can be saved over theirs, or given up", async () => {
    const keeper = await conflicting();
    keeper.resolve("mine");
    expect(await keeper.save()).toBe(true);
    expect(await control.scripts.get(id)).toMatchObject({ version: 3, code: "mine" });
    const other = await conflicting("mine again");
    other.resolve("theirs");
    expect(other.snapshot()).toMatchObject({ code: "theirs", save: { kind: "saved" } });
  });
});

test("a script that the store refuses stays edited, and says why", async () => {
  const keeper = await opened();
  keeper.edit({ code: "x".repeat(200_000) });
  expect(await keeper.save()).toBe(false);
  expect(keeper.snapshot().save).toMatchObject({ kind: "failed", fault: { kind: "refused" } });
});
