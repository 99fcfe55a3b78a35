import { createControl, memoryStore, type Control, type PipelineDraft } from "sluice";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import { DraftKeeper } from "../../../web-ui/src/data/draft-keeper.ts";
import { ServiceError } from "../../../web-ui/src/data/service-error.ts";
import { keptTexts } from "./kept-texts.ts";

const trigger = "before_signup";
const pipelineWith = (...layers: string[][]): PipelineDraft => ({ trigger, layers });

function setUp(control: Control = createControl({ store: memoryStore(), actor: "ada" }), texts = keptTexts()) {
  const keeper = new DraftKeeper({ trigger, home: "admin", control, texts, afterMs: 600, againMs: 5_000 });
  return { keeper, control, texts };
}

/** A control plane whose saves fail as long as `fault` is set. */
function failing(control: Control) {
  const state: { fault: Error | undefined } = { fault: undefined };
  const saveDraft: Control["pipelines"]["saveDraft"] = async (...args) => {
    if (state.fault) throw state.fault;
    return control.pipelines.saveDraft(...args);
  };
  return { state, control: { ...control, pipelines: { ...control.pipelines, saveDraft } } };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("a draft that is edited", () => {
  test("begins as what is stored, else as what is published, else empty", async () => {
    const { keeper, control } = setUp();
    await keeper.read();
    expect(keeper.snapshot()).toMatchObject({ pipeline: pipelineWith(), revision: 0, save: { kind: "saved" } });
    await control.scripts.save({ id: "a", code: "return {}" });
    await control.pipelines.publish({ trigger: "token_build", layers: [["a"]] });
    const published = new DraftKeeper({ trigger: "token_build", home: "admin", control, texts: keptTexts() });
    await published.read();
    expect(published.snapshot()).toMatchObject({ pipeline: { layers: [["a"]] }, revision: 0, stored: null });
    await control.pipelines.saveDraft(pipelineWith(["a"]));
    await keeper.read();
    expect(keeper.snapshot()).toMatchObject({ pipeline: pipelineWith(["a"]), revision: 1 });
  });

  test("shows at once, is kept in this browser, and is saved a moment after the last edit", async () => {
    const { keeper, control, texts } = setUp();
    await keeper.read();
    keeper.edit(pipelineWith(["a"]));
    keeper.edit(pipelineWith(["a", "b"]));
    expect(keeper.snapshot()).toMatchObject({ pipeline: pipelineWith(["a", "b"]), save: { kind: "edited" } });
    expect(texts.size).toBe(1);
    await vi.advanceTimersByTimeAsync(600);
    expect(keeper.snapshot()).toMatchObject({ save: { kind: "saved" }, revision: 1 });
    expect([(await control.pipelines.draft(trigger))?.pipeline.layers, texts.size]).toEqual([[["a", "b"]], 0]);
  });

  test("is saved once more when it was edited while it was being saved", async () => {
    const { control } = setUp();
    let whileSaving = (): void => keeper.edit(pipelineWith(["b"]));
    const saveDraft: Control["pipelines"]["saveDraft"] = (...args) => {
      whileSaving();
      whileSaving = () => undefined;
      return control.pipelines.saveDraft(...args);
    };
    const { keeper } = setUp({ ...control, pipelines: { ...control.pipelines, saveDraft } });
    await keeper.read();
    keeper.edit(pipelineWith(["a"]));
    await keeper.flush();
    expect(keeper.snapshot()).toMatchObject({ save: { kind: "edited" }, stored: { pipeline: pipelineWith(["a"]) } });
    await vi.advanceTimersByTimeAsync(600);
    expect((await control.pipelines.draft(trigger))?.pipeline.layers).toEqual([["b"]]);
  });

  test("survives a reload before it was saved", async () => {
    const { keeper, control, texts } = setUp();
    await keeper.read();
    const stop = keeper.start();
    keeper.edit(pipelineWith(["a"]));
    stop();
    const { keeper: later } = setUp(control, texts);
    await later.read();
    expect(later.snapshot()).toMatchObject({ pipeline: pipelineWith(["a"]), save: { kind: "edited" } });
    await vi.advanceTimersByTimeAsync(600);
    expect((await control.pipelines.draft(trigger))?.pipeline.layers).toEqual([["a"]]);
  });

  test("is tried again by itself while nobody can be reached", async () => {
    const { state, control } = failing(createControl({ store: memoryStore(), actor: "ada" }));
    const { keeper } = setUp(control);
    await keeper.read();
    state.fault = new ServiceError("unreachable", "The worker did not answer.");
    keeper.edit(pipelineWith(["a"]));
    await vi.advanceTimersByTimeAsync(600);
    expect(keeper.snapshot().save).toMatchObject({ kind: "failed", fault: { kind: "unreachable" } });
    state.fault = undefined;
    await vi.advanceTimersByTimeAsync(5_000);
    expect(keeper.snapshot().save.kind).toBe("saved");
  });

  test("works where the browser keeps nothing", async () => {
    const { keeper } = setUp(undefined, keptTexts([], { isFull: true }));
    await keeper.read();
    keeper.edit(pipelineWith(["a"]));
    await keeper.flush();
    expect(keeper.snapshot().save.kind).toBe("saved");
  });
});

describe("a draft that somebody else saved in between", () => {
  async function conflicting() {
    const { keeper, control, texts } = setUp();
    await keeper.read();
    await control.as("jun").pipelines.saveDraft(pipelineWith(["theirs"]));
    keeper.edit(pipelineWith(["mine"]));
    await keeper.flush();
    return { keeper, control, texts };
  }

  test("is a conflict that shows theirs and keeps mine", async () => {
    const { keeper, control } = await conflicting();
    expect(keeper.snapshot()).toMatchObject({
      pipeline: pipelineWith(["mine"]),
      save: { kind: "conflict", theirs: { updatedBy: "jun", pipeline: pipelineWith(["theirs"]) } },
    });
    keeper.edit(pipelineWith(["mine", "again"]));
    await vi.advanceTimersByTimeAsync(10_000);
    expect((await control.pipelines.draft(trigger))?.pipeline.layers).toEqual([["theirs"]]);
  });

  test.each([
    ["mine", [["mine"]]],
    ["theirs", [["theirs"]]],
    [pipelineWith(["theirs", "mine"]), [["theirs", "mine"]]],
  ] as const)("is resolved with %o", async (choice, layers) => {
    const { keeper, control, texts } = await conflicting();
    keeper.resolve(choice);
    await keeper.flush();
    expect(keeper.snapshot()).toMatchObject({ pipeline: { layers }, save: { kind: "saved" } });
    expect([(await control.pipelines.draft(trigger))?.pipeline.layers, texts.size]).toEqual([layers, 0]);
  });

  test("is a conflict after a reload, too", async () => {
    const { control, texts } = await conflicting();
    const { keeper: later } = setUp(control, texts);
    await later.read();
    expect(later.snapshot().save.kind).toBe("conflict");
  });
});

test("a draft that cannot be read says why, and can be read again", async () => {
  const control = createControl({ store: memoryStore(), actor: "ada" });
  let isAway = true;
  const draft: Control["pipelines"]["draft"] = async (name) => {
    if (isAway) throw new ServiceError("forbidden", "It takes the role read.");
    return control.pipelines.draft(name);
  };
  const { keeper } = setUp({ ...control, pipelines: { ...control.pipelines, draft } });
  await keeper.read();
  expect(keeper.snapshot()).toMatchObject({ pipeline: undefined, fault: { kind: "no-permission" } });
  isAway = false;
  await keeper.read();
  expect(keeper.snapshot()).toMatchObject({ pipeline: pipelineWith(), fault: undefined });
});
