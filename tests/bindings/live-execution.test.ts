import { describe, expect, test, vi } from "vitest";
import { EngineInstance } from "../../bindings/js/engine-instance.ts";
import { EngineCrashError } from "../../bindings/js/errors.ts";
import { runExecution } from "../../bindings/js/execution-loop.ts";
import type { Effect } from "../../bindings/js/host/effect.ts";
import { LiveExecution, type OpenPlan } from "../../bindings/js/live-execution.ts";
import { ended, fakeModule, trap, waiting, type FakeCalls } from "./fake-module.ts";

const fetchEffect = (id: number, url = `https://a.example.com/${id}`): Effect => {
  return { id, kind: "fetch", scriptId: "s", url, method: "GET", headers: {} };
};
const secretEffect: Effect = { id: 1, kind: "secret", scriptId: "s", name: "KEY", minVersion: 0 };
const startOptions = { traceId: "0".repeat(32), seed: "0".repeat(16), now: 100 };
const verifyNothing = { trigger: "t", planHash: "h", revision: 1, kid: "k", mac: "m" };

/**
 * Executions that share an instance, which is replaced when it dies: as an engine has them. `instances` says what each
 * answers, the last one for all that follow.
 */
function executionsOn(...instances: FakeCalls[]) {
  const opened: EngineInstance[] = [];
  const open = (): OpenPlan => {
    if (opened.at(-1)?.isDead ?? true) {
      const calls = instances[opened.length] ?? instances.at(-1);
      opened.push(new EngineInstance(fakeModule({ verify: trap, ...calls }), {}));
    }
    const instance = opened.at(-1)!;
    return { instance, lease: instance.plans.acquire("plan", "{}") };
  };
  const answers = new Map<number, (value: unknown) => void>();
  const perform = vi.fn(({ id }: Effect) => new Promise((resolve) => answers.set(id, resolve)));
  const execution = new LiveExecution(open(), async () => open(), '{"n":1}', startOptions);
  const run = async () => runExecution(execution, { perform, now: () => 200 });
  const done = run().finally(() => execution.close());
  return {
    execution,
    done,
    perform,
    opened,
    answer: (id: number, value: unknown) => answers.get(id)?.(value),
    /** The instance dies of something that has nothing to do with the execution. */
    crash: () => expect(() => opened.at(-1)!.verify(verifyNothing)).toThrow(EngineCrashError),
  };
}

test("an instance that dies while the execution is on its way to it is passed over", async () => {
  const { done, answer, crash, opened } = executionsOn({ start: () => waiting([fetchEffect(1)]) });
  crash();
  answer(1, "x");
  // The reply, the waiter's promise and the new instance each take a turn of the microtasks; then the next one crashes.
  for (let turns = 0; opened.length < 2 && turns < 100; turns++) await Promise.resolve();
  crash();
  expect(await done).toMatchObject({ done: true });
  expect(opened).toHaveLength(3);
});

test("an instance that dies before the execution is started is passed over", async () => {
  const start = vi.fn(() => ended());
  const dead = new EngineInstance(fakeModule({ verify: trap, start }), {});
  const live = new EngineInstance(fakeModule({ start }), {});
  const open = (instance: EngineInstance) => ({ instance, lease: instance.plans.acquire("plan", "{}") });
  const execution = new LiveExecution(open(dead), async () => open(live), "{}", startOptions);
  expect(() => dead.verify(verifyNothing)).toThrow(EngineCrashError);
  expect(await runExecution(execution, { perform: vi.fn(), now: () => 0 })).toMatchObject({ done: true });
  expect(start).toHaveBeenCalledOnce();
});

/** Until everything that can happen without an answer has happened. */
const settled = () => new Promise((resolve) => setTimeout(resolve));

test("after a crash an execution goes on where it was, and no effect is begun again", async () => {
  const calls = {
    start: vi.fn(() => waiting([fetchEffect(1), fetchEffect(2)])),
    advance: vi.fn((_: number, { replies }: any) => (replies[0].id === 2 ? ended() : waiting([fetchEffect(3)]))),
  };
  const { done, perform, opened, answer, crash } = executionsOn(calls);
  answer(1, "first");
  await settled();
  crash();
  answer(2, "second");
  expect(await done).toMatchObject({ done: true });
  expect(perform.mock.calls.map(([{ id }]) => id)).toEqual([1, 2, 3]);
  expect(opened).toHaveLength(2);
  expect(calls.start.mock.calls).toEqual([
    [1, { n: 1 }, startOptions],
    [1, { n: 1 }, startOptions],
  ]);
  const first = { now: 200, replies: [{ id: 1, ok: true, value: "first" }] };
  const second = { now: 200, replies: [{ id: 2, ok: true, value: "second" }] };
  expect(calls.advance.mock.calls.map(([, supply]) => supply)).toEqual([first, first, second]);
});

test("a reply that came while there was no instance is not lost", async () => {
  const advance = vi.fn(() => ended());
  const { done, answer, crash } = executionsOn({ start: () => waiting([fetchEffect(1)]), advance });
  crash();
  answer(1, "late");
  await done;
  expect(advance).toHaveBeenCalledExactlyOnceWith(1, { now: 200, replies: [{ id: 1, ok: true, value: "late" }] });
});

test("an execution that crashes the instance it is rebuilt on has ended, and there is no third attempt", async () => {
  const start = vi.fn(trap);
  const { done, answer, crash, opened } = executionsOn({ start: () => waiting([fetchEffect(1)]) }, { start });
  crash();
  answer(1, "x");
  await expect(done).rejects.toThrow(EngineCrashError);
  expect(start).toHaveBeenCalledOnce();
  expect(opened).toHaveLength(2);
});

test.each([
  ["asks for something else", waiting([fetchEffect(1, "https://other.example.com/")])],
  ["asks under another id", waiting([fetchEffect(2)])],
  ["asks for more", waiting([fetchEffect(1), fetchEffect(2)])],
  ["has ended", ended()],
])("an execution that, rebuilt, %s is given up", async (_, step) => {
  const cancel = vi.fn();
  const { done, answer, crash } = executionsOn(
    { start: () => waiting([fetchEffect(1)]) },
    { start: () => step, cancel },
  );
  crash();
  answer(1, "x");
  await expect(done).rejects.toMatchObject({
    code: "engine_crash",
    cause: { message: expect.stringContaining("behaved otherwise") },
  });
  expect(cancel).toHaveBeenCalledTimes("effects" in step ? 1 : 0);
});

test("a secret is revealed by the new instance once the execution is there", async () => {
  const reveal = vi.fn(() => ({ texts: ["value"] }));
  const { execution, done, answer, crash } = executionsOn(
    { start: () => waiting([secretEffect], 10_000, 4) },
    { start: () => waiting([secretEffect], 10_000, 9), reveal },
  );
  crash();
  const texts = [{ form: "plain", text: "placeholder" }] as const;
  expect(await execution.reveal("a.example.com", texts)).toEqual(["value"]);
  expect(reveal).toHaveBeenCalledWith(9, { host: "a.example.com", texts });
  answer(1, "x");
  await done;
});

test("without a secret nothing waits for a rebuild to be revealed", async () => {
  const start = vi.fn(() => waiting([fetchEffect(1)]));
  const { execution, done, answer, crash } = executionsOn({ start });
  crash();
  expect(await execution.reveal("a.example.com", [{ form: "plain", text: "text" }])).toEqual(["text"]);
  expect(start).toHaveBeenCalledOnce();
  answer(1, "x");
  await done;
});

test("whoever needs a lost execution at the same time, it is rebuilt once", async () => {
  const start = vi.fn(() => waiting([fetchEffect(1)]));
  const { execution, done, answer, crash } = executionsOn({ start });
  crash();
  answer(1, "x");
  await Promise.all([execution.rebuild(), execution.rebuild(), done]);
  expect(start).toHaveBeenCalledTimes(2);
});

describe("leaving", () => {
  test("an execution that is evicted frees its instance, and is rebuilt should it go on", async () => {
    const cancel = vi.fn();
    const { execution, done, answer, opened } = executionsOn({ start: () => waiting([fetchEffect(1)]), cancel });
    execution.evict();
    expect(cancel).toHaveBeenCalledExactlyOnceWith(1);
    answer(1, "x");
    expect(await done).toMatchObject({ done: true });
    expect(opened).toHaveLength(1);
  });

  test("an execution that is closed while it is rebuilt leaves nothing behind", async () => {
    const start = vi.fn(() => waiting([fetchEffect(1)]));
    const { execution, crash, opened } = executionsOn({ start });
    crash();
    const rebuilt = execution.rebuild();
    execution.close();
    await expect(rebuilt).rejects.toThrow("has ended");
    await expect(execution.reveal("a.example.com", [])).rejects.toThrow("has ended");
    expect(start).toHaveBeenCalledOnce();
    expect(opened.at(-1)!.plans.acquire("plan", "{}").plan.handle).toBe(1);
  });
});
