import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { EngineInstance } from "../../bindings/js/engine-instance.ts";
import { EngineCrashError } from "../../bindings/js/errors.ts";
import { runExecution, type ExecutionHost, type PerformEffect } from "../../bindings/js/execution-loop.ts";
import { EffectError } from "../../bindings/js/host/effect.ts";
import { LiveExecution, type OpenPlan } from "../../bindings/js/live-execution.ts";
import { ended, fakeModule, refusal, trap, waiting, type FakeCalls } from "./fake-module.ts";

const secretEffect = { id: 9, kind: "secret", scriptId: "s", name: "KEY", minVersion: 0 };
const fetchEffect = (id: number) => ({
  id,
  kind: "fetch",
  scriptId: "s",
  url: `https://a.example.com/${id}`,
  method: "GET",
  headers: {},
});

function openPlan(calls: FakeCalls): OpenPlan {
  const instance = new EngineInstance(fakeModule(calls), {});
  return { instance, lease: instance.plans.acquire("plan", "{}") };
}

/** Runs an execution to its end; its instance and every one it is rebuilt on answer with `calls`. */
function run(calls: FakeCalls, perform: PerformEffect, changes: Partial<ExecutionHost> = {}) {
  const options = { traceId: "0".repeat(32), seed: "0".repeat(16), now: 100 };
  const execution = new LiveExecution(openPlan(calls), async () => openPlan(calls), "{}", options);
  const ended = async () => runExecution(execution, { perform, now: () => 200, ...changes });
  return ended().finally(() => execution.close());
}

const noEffects: PerformEffect = () => Promise.reject(new Error("no effect was expected"));

/** Promises that the test settles itself, in the order of the effects. */
function manual() {
  const settle: ((value: unknown) => void)[] = [];
  const perform = vi.fn<PerformEffect>(() => new Promise((resolve) => settle.push(resolve)));
  return { perform, settle };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  expect(vi.getTimerCount(), "timers left behind").toBe(0);
  vi.useRealTimers();
});

test("an execution without effects ends at once", async () => {
  const start = vi.fn(() => ended({ allowed: false, error: "no" }));
  await expect(run({ start }, noEffects)).resolves.toMatchObject({ outcome: { allowed: false, error: "no" } });
  expect(start).toHaveBeenCalledWith(1, {}, { traceId: "0".repeat(32), seed: "0".repeat(16), now: 100 });
});

test("all effects of a step are begun before any is answered", async () => {
  const { perform, settle } = manual();
  const done = run({ start: () => waiting([1, 2, 3].map(fetchEffect)) }, perform);
  expect(perform.mock.calls.map(([effect]) => effect.id)).toEqual([1, 2, 3]);
  settle.forEach((answer) => answer(null));
  await done;
});

test("replies are supplied as they settle, with the clock's reading", async () => {
  const { perform, settle } = manual();
  const advance = vi.fn().mockReturnValueOnce(waiting([])).mockReturnValueOnce(ended());
  const done = run({ start: () => waiting([1, 2].map(fetchEffect)), advance }, perform);
  settle[1]?.("second");
  await vi.advanceTimersByTimeAsync(0);
  settle[0]?.("first");
  await done;
  expect(advance.mock.calls).toEqual([
    [1, { now: 200, replies: [{ id: 2, ok: true, value: "second" }] }],
    [1, { now: 200, replies: [{ id: 1, ok: true, value: "first" }] }],
  ]);
});

test("replies that settle together are supplied together", async () => {
  const { perform, settle } = manual();
  const advance = vi.fn(() => ended());
  const done = run({ start: () => waiting([1, 2, 3].map(fetchEffect)), advance }, perform);
  settle.forEach((answer, index) => answer(index));
  await done;
  expect(advance).toHaveBeenCalledExactlyOnceWith(1, {
    now: 200,
    replies: [1, 2, 3].map((id) => ({ id, ok: true, value: id - 1 })),
  });
});

test("an effect that a later step asks for is begun while earlier ones are due", async () => {
  const { perform, settle } = manual();
  const advance = vi
    .fn()
    .mockReturnValueOnce(waiting([fetchEffect(3)]))
    .mockReturnValueOnce(ended());
  const done = run({ start: () => waiting([1, 2].map(fetchEffect)), advance }, perform);
  settle[0]?.(1);
  await vi.advanceTimersByTimeAsync(0);
  expect(perform).toHaveBeenCalledTimes(3);
  settle[2]?.(3);
  await done;
});

test("an effect that fails is answered with its code and message", async () => {
  const advance = vi.fn(() => ended());
  await run({ start: () => waiting([fetchEffect(1)]), advance }, () =>
    Promise.reject(new EffectError("fetch_denied", "no")),
  );
  expect(advance).toHaveBeenCalledWith(1, {
    now: 200,
    replies: [{ id: 1, ok: false, code: "fetch_denied", message: "no" }],
  });
});

test("an unforeseen failure of the host tells nothing of its cause", async () => {
  const advance = vi.fn(() => ended());
  await run({ start: () => waiting([fetchEffect(1)]), advance }, () => Promise.reject(new Error("s3cret")));
  expect(JSON.stringify(advance.mock.calls)).not.toContain("s3cret");
  expect(advance).toHaveBeenCalledWith(
    1,
    expect.objectContaining({ replies: [expect.objectContaining({ code: "helper_error" })] }),
  );
});

test("when nothing comes within waitMs the core is told so, and not a millisecond earlier", async () => {
  const { perform } = manual();
  const advance = vi.fn(() => ended());
  const done = run({ start: () => waiting([fetchEffect(1)], 500), advance }, perform);
  await vi.advanceTimersByTimeAsync(499);
  expect(advance).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  await done;
  expect(advance).toHaveBeenCalledExactlyOnceWith(1, { now: 200, replies: [], expired: true });
});

test("effects can reveal secrets of their execution", async () => {
  const texts = ["placeholder", "another"].map((text) => ({ form: "plain", text }) as const);
  const reveal = vi.fn(() => ({ texts: ["secret", null] }));
  const perform: PerformEffect = async ({ kind }, scope) => kind === "fetch" && scope.reveal("a.example.com", texts);
  const advance = vi.fn().mockReturnValueOnce(waiting([fetchEffect(1)], 1_000, 7)).mockReturnValueOnce(ended());
  await run({ start: () => waiting([secretEffect], 1_000, 7), advance, reveal }, perform);
  expect(reveal).toHaveBeenCalledWith(7, { host: "a.example.com", texts });
  expect(advance).toHaveBeenCalledWith(
    7,
    expect.objectContaining({ replies: [{ id: 1, ok: true, value: ["secret", null] }] }),
  );
});

test("what has not asked for a secret is revealed without a call of the core", async () => {
  const reveal = vi.fn(() => ({ texts: [] }));
  const perform: PerformEffect = async (_, scope) => scope.reveal("a.example.com", [{ form: "plain", text: "as it is" }]);
  const advance = vi.fn(() => ended());
  await run({ start: () => waiting([fetchEffect(1)]), advance, reveal }, perform);
  expect(reveal).not.toHaveBeenCalled();
  const replies = [{ id: 1, ok: true, value: ["as it is"] }];
  expect(advance).toHaveBeenCalledWith(1, expect.objectContaining({ replies }));
});

test("what is too large to be sent for certain is for the core to judge", async () => {
  const reveal = vi.fn(() => refusal("fetch_denied", "too large"));
  const large = "x".repeat(600_000);
  const texts = [large, large].map((text) => ({ form: "plain", text }) as const);
  const perform: PerformEffect = async (_, scope) => scope.reveal("a.example.com", texts);
  await run({ start: () => waiting([fetchEffect(1)]), reveal }, perform);
  expect(reveal).toHaveBeenCalledOnce();
});

describe("what is still under way when the execution ends", () => {
  test("is aborted and not heard any more", async () => {
    const { perform, settle } = manual();
    const advance = vi.fn(() => ended());
    const done = run({ start: () => waiting([1, 2].map(fetchEffect)), advance }, perform);
    settle[0]?.(null);
    await done;
    expect(perform.mock.calls.map(([, scope]) => scope.ending.hasCome)).toEqual([true, true]);
    settle[1]?.(null);
    await vi.advanceTimersByTimeAsync(0);
    expect(advance).toHaveBeenCalledOnce();
  });
});

describe("the caller's signal", () => {
  test("aborted before, nothing is started", async () => {
    const start = vi.fn(() => ended());
    const signal = AbortSignal.abort(new Error("too late"));
    await expect(run({ start }, noEffects, { signal })).rejects.toThrow("too late");
    expect(start).not.toHaveBeenCalled();
  });

  test("aborted while it waits, the execution is cancelled with its effects, and the reason comes out", async () => {
    const { perform } = manual();
    const cancel = vi.fn();
    const caller = new AbortController();
    const done = run({ start: () => waiting([fetchEffect(1)]), cancel }, perform, { signal: caller.signal });
    caller.abort(new Error("gone"));
    await expect(done).rejects.toThrow("gone");
    expect(cancel).toHaveBeenCalledExactlyOnceWith(1);
    expect(perform.mock.calls[0]?.[1].ending.hasCome).toBe(true);
  });

  test("is not listened to any longer when the execution has ended", async () => {
    const caller = new AbortController();
    const remove = vi.spyOn(caller.signal, "removeEventListener");
    await run({ start: () => waiting([fetchEffect(1)]) }, async () => null, { signal: caller.signal });
    expect(remove).toHaveBeenCalled();
  });
});

describe("a crash", () => {
  test("while advancing ends the execution and aborts its effects", async () => {
    const { perform, settle } = manual();
    const done = run({ start: () => waiting([1, 2].map(fetchEffect)), advance: trap }, perform);
    settle[0]?.(null);
    await expect(done).rejects.toThrow(EngineCrashError);
    expect(perform.mock.calls[1]?.[1].ending.hasCome).toBe(true);
  });

  test("while a secret is revealed ends the execution too, not only its fetch", async () => {
    const advance = vi.fn(() => ended());
    const perform: PerformEffect = (_, scope) => scope.reveal("a.example.com", [{ form: "plain", text: "text" }]);
    const done = run({ start: () => waiting([secretEffect]), advance, reveal: trap }, perform);
    await expect(done).rejects.toThrow(EngineCrashError);
    expect(advance).not.toHaveBeenCalled();
  });
});

test("a context that the core refuses rejects with its code", async () => {
  const start = () => refusal("invalid_context", "context is too large", "context");
  await expect(run({ start }, noEffects)).rejects.toMatchObject({ code: "invalid_context", field: "context" });
});
