import { createControl, memoryStore, type Control } from "sluice";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

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

describe("keys in the editor", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  async function typing() {
    const keeper = await opened();
    const told = vi.fn();
    keeper.subscribe(told);
    const kept = vi.spyOn(texts, "setItem");
    const type = (...codes: string[]): void => codes.forEach((code) => keeper.type(code));
    return { keeper, type, told, kept };
  }

  test("tell that it is edited right after the first, and the rest when the person is still", async () => {
    const { keeper, type, told, kept } = await typing();
    type("r");
    expect([keeper.head().save.kind, told.mock.calls.length, kept.mock.calls.length]).toEqual(["edited", 0, 0]);
    vi.advanceTimersByTime(1);
    expect([told.mock.calls.length, kept.mock.calls.length]).toEqual([1, 1]);
    type("re", "ret", "retu");
    expect([told.mock.calls.length, kept.mock.calls.length, keeper.snapshot().code]).toEqual([1, 1, "retu"]);
    expect(keeper.told()).toEqual({ code: "return {}", isEdited: false });
    const head = keeper.head();
    vi.advanceTimersByTime(1_000);
    expect([told.mock.calls.length, kept.mock.calls.length]).toEqual([2, 2]);
    expect(keeper.told()).toEqual({ code: "retu", isEdited: true });
    expect(keeper.head()).toBe(head);
    vi.useRealTimers();
    expect((await opened()).snapshot().code).toBe("retu");
  });

  test("are told at once to whoever goes on with them", async () => {
    const { keeper, type, told, kept } = await typing();
    for (const code of ["r", "re"]) {
      type(code);
      keeper.tell();
      expect(keeper.told()).toEqual({ code, isEdited: true });
    }
    vi.advanceTimersByTime(1_000);
    keeper.tell();
    expect([told.mock.calls.length, kept.mock.calls.length]).toEqual([2, 2]);
  });

  test("are saved however soon after the last of them", async () => {
    const { keeper, type } = await typing();
    type("return 1", "return 12");
    expect(await keeper.save()).toBe(true);
    expect(await control.scripts.get(id)).toMatchObject({ version: 2, code: "return 12" });
    vi.advanceTimersByTime(1_000);
    expect([keeper.isEdited, texts.size]).toEqual([false, 0]);
  });

  test("stay when the script is read again right after them", async () => {
    const { keeper, type } = await typing();
    type("return 1", "return 12");
    await keeper.read();
    expect(keeper.snapshot()).toMatchObject({ code: "return 12", save: { kind: "edited" } });
  });

  test("that give back what was saved leave nothing edited", async () => {
    const { keeper, type } = await typing();
    type("return {}1", "return {}12", "return {}");
    expect([keeper.isEdited, texts.size]).toEqual([false, 0]);
    vi.advanceTimersByTime(1_000);
    expect([keeper.isEdited, texts.size]).toEqual([false, 0]);
  });

  test("that are given up are not kept afterwards", async () => {
    const { keeper, type } = await typing();
    type("return 1", "return 12");
    keeper.discard();
    vi.advanceTimersByTime(1_000);
    expect([keeper.snapshot().code, texts.size]).toEqual(["return {}", 0]);
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
