import { afterEach, beforeEach, expect, test, vi } from "vitest";

import type { Asked, Told } from "../../../../web-ui/src/data/local/rpc.ts";
import { WorkerKeeper, type WorkerLike } from "../../../../web-ui/src/data/local/worker-keeper.ts";

/** A Worker that answers what a test tells it to. */
class FakeWorker extends EventTarget {
  readonly asked: Asked[] = [];
  terminated = false;
  postMessage(message: Asked): void {
    this.asked.push(message);
  }
  tell(data: Told): void {
    this.dispatchEvent(new MessageEvent("message", { data }));
  }
  answer(value: unknown): void {
    for (const asked of this.asked.splice(0))
      if (asked.kind === "call") this.tell({ kind: "value", id: asked.id, value });
  }
  terminate(): void {
    this.terminated = true;
  }
}

let workers: FakeWorker[];
let keeper: WorkerKeeper;

beforeEach(() => {
  vi.useFakeTimers();
  workers = [];
  keeper = new WorkerKeeper({
    silenceMs: 15_000,
    start: () => {
      const worker = new FakeWorker();
      workers.push(worker);
      return worker as unknown as WorkerLike;
    },
  });
});
afterEach(() => {
  vi.useRealTimers();
});

test("a Worker is started by the first call, and kept", async () => {
  expect(workers).toHaveLength(0);
  for (const value of ["a", "b"]) {
    const call = keeper.call("echo", [value]);
    workers[0]!.answer(value);
    expect(await call).toBe(value);
  }
  expect(workers).toHaveLength(1);
});

test("a Worker that crashes is told of, what was asked rejects, and the next call has another", async () => {
  const crashed = vi.fn();
  keeper.onCrash(crashed);
  const calls = [keeper.call("run", []), keeper.call("stats", [])];
  workers[0]!.dispatchEvent(new Event("error"));
  for (const call of calls) await expect(call).rejects.toMatchObject({ code: "engine_crash" });
  expect([crashed.mock.calls.length, workers[0]!.terminated]).toEqual([1, true]);
  const next = keeper.call("run", []);
  workers[1]!.answer(1);
  expect(await next).toBe(1);
});

test("a Worker that says nothing for too long while something is asked is ended", async () => {
  const call = keeper.call("run", []);
  const failed = expect(call).rejects.toMatchObject({ code: "engine_crash" });
  await vi.advanceTimersByTimeAsync(18_000);
  await failed;
  expect(workers[0]!.terminated).toBe(true);
});

test("a Worker that works long and answers to pings is left alone, and so is one that nobody asks", async () => {
  const call = keeper.call("run", []);
  for (let seconds = 0; seconds < 60; seconds += 2) {
    await vi.advanceTimersByTimeAsync(2_000);
    workers[0]!.tell({ kind: "pong" });
  }
  workers[0]!.answer("done");
  expect(await call).toBe("done");
  await vi.advanceTimersByTimeAsync(600_000);
  expect(workers[0]!.terminated).toBe(false);
});

test("an aborted call tells the Worker, and one that is aborted before is not sent", async () => {
  const controller = new AbortController();
  const call = keeper.call("run", [], controller.signal);
  controller.abort();
  const { id } = workers[0]!.asked[0] as { id: number };
  expect(workers[0]!.asked.at(-1)).toEqual({ kind: "abort", id });
  workers[0]!.tell({ kind: "error", id, error: { type: "other", message: "aborted" } });
  await expect(call).rejects.toThrow("aborted");
  await expect(keeper.call("run", [], AbortSignal.abort(new Error("before")))).rejects.toThrow("before");
});
