import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { withDeadline } from "../../../bindings/js/host/deadline.ts";
import { Ending } from "../../../bindings/js/host/ending.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  expect(vi.getTimerCount(), "timers left behind").toBe(0);
  vi.useRealTimers();
});

const late = () => new Error("late");

/** Work that can be settled from outside, and the signal it was given. */
function manual() {
  let given: AbortSignal | undefined;
  let settle: { resolve: (answer: string) => void; reject: (error: Error) => void } | undefined;
  const work = (signal: AbortSignal) => {
    given = signal;
    return new Promise<string>((resolve, reject) => (settle = { resolve, reject }));
  };
  return { work, signal: () => given!, settle: () => settle! };
}

test("work that is done in time answers, and its signal is never aborted", async () => {
  const { work, signal, settle } = manual();
  const outer = new Ending();
  const answer = withDeadline(10, outer, late, work);
  settle().resolve("done");
  expect(await answer).toBe("done");
  outer.come();
  expect(signal().aborted).toBe(false);
});

test("work that fails rejects as it did, and what it left under way is aborted", async () => {
  const { work, signal, settle } = manual();
  const answer = withDeadline(10, undefined, late, work);
  settle().reject(new Error("broken"));
  await expect(answer).rejects.toThrow("broken");
  expect(signal().aborted).toBe(true);
});

test("work that does not end is given up and aborted, whether or not it heeds its signal", async () => {
  const { work, signal } = manual();
  const outcome = expect(withDeadline(10, undefined, late, work)).rejects.toThrow("late");
  await vi.advanceTimersByTimeAsync(10);
  await outcome;
  expect(signal().aborted).toBe(true);
});

test("the end that comes from outside ends and aborts it", async () => {
  const { work, signal } = manual();
  const outer = new Ending();
  const outcome = expect(withDeadline(10, outer, late, work)).rejects.toThrow("the execution has ended");
  outer.come();
  await outcome;
  expect(signal().aborted).toBe(true);
});

test("nothing is begun when the end has come already", async () => {
  const work = vi.fn(() => new Promise<never>(() => undefined));
  const outer = new Ending();
  outer.come();
  await expect(withDeadline(10, outer, late, work)).rejects.toThrow("the execution has ended");
  expect(work).not.toHaveBeenCalled();
});

test("work that fails after it was given up is nobody's business", async () => {
  const outcome = expect(
    withDeadline(10, undefined, late, (signal) => new Promise((_, reject) => signal.addEventListener("abort", reject))),
  ).rejects.toThrow("late");
  await vi.advanceTimersByTimeAsync(10);
  await outcome;
});
